import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { ReadTogether } from '../../src/storage-rate/read-together.ts';
import type { Segment } from '../../src/storage-rate/segments.ts';
import { temporaryFolder } from '../support/made-up-tree.ts';
import { BUILT_PACKAGE } from '../support/processes.ts';

// The reader threads run from the built package.
const { measureStorage } = (await import(BUILT_PACKAGE)) as typeof import('../../src/index.ts');
const { readTogether } = (await import(
  new URL('storage-rate/read-together.js', BUILT_PACKAGE).href
)) as typeof import('../../src/storage-rate/read-together.ts');

const NO_DEADLINE = 3_600_000;

/** A file of zeros that takes no space. */
function sparseFile(folder: string, name: string, size: number): string {
  const file = path.join(folder, name);
  writeFileSync(file, '');
  truncateSync(file, size);
  return file;
}

function read(segments: readonly Segment[], readers: number, longest = NO_DEADLINE): Promise<ReadTogether> {
  return readTogether(segments, { readers, longest });
}

describe('concurrent readers', () => {
  it.each([1, 3, 8])('read every byte of the segments once: %d readers', async (readers) => {
    const folder = temporaryFolder();
    const segments = [
      { file: sparseFile(folder, 'a', 5 * MIB), start: 1 * MIB, length: 3 * MIB + 7 },
      { file: sparseFile(folder, 'b', 2 * MIB), start: 0, length: 2 * MIB },
    ];
    expect(await read(segments, readers)).toMatchObject({ bytes: 5 * MIB + 7, problem: null });
  });

  it('report a file that cannot be read and read the others', async () => {
    const folder = temporaryFolder();
    const segments = [
      { file: path.join(folder, 'missing'), start: 0, length: MIB },
      { file: sparseFile(folder, 'a', MIB), start: 0, length: MIB },
    ];
    const found = await read(segments, 2);
    expect(found).toMatchObject({ bytes: MIB, problem: expect.stringContaining('ENOENT') });
  });

  it('stop at the end of a file that has been truncated', async () => {
    const file = sparseFile(temporaryFolder(), 'a', MIB);
    expect(await read([{ file, start: 0, length: 4 * MIB }], 1)).toMatchObject({ bytes: MIB });
  });

  it('stop at their deadline', async () => {
    const file = sparseFile(temporaryFolder(), 'a', MIB);
    expect(await read([{ file, start: 0, length: MIB }], 2, 0)).toMatchObject({ bytes: 0 });
  });
});

describe('the rate of a storage', () => {
  it('is measured with 1, 2, 4 and 8 readers on the files that a folder has', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'sims'));
    for (const name of ['a', 'b', 'c']) sparseFile(path.join(folder, 'sims'), name, 64 * MIB);
    const found = await measureStorage(folder, new AbortController().signal);
    if (!found.measured) throw new Error(found.reason);
    expect(found).toMatchObject({ read: 'files', files: 3, problems: [] });
    expect(found.rates.map(({ readers }) => readers)).toEqual([1, 2, 4, 8]);
    for (const { bytes, seconds, bytesPerSecond } of found.rates) {
      expect(bytes).toBeLessThanOrEqual(48 * MIB);
      expect(bytesPerSecond).toBe(bytes / seconds);
    }
    expect(readdirSync(folder)).toEqual(['sims']);
  });

  it('is not measured after an interruption', async () => {
    const found = await measureStorage(temporaryFolder(), AbortSignal.abort());
    expect(found).toEqual({ measured: false, reason: 'interrupted' });
  });
});
