import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { digestOf, readPart } from '../../files/digest.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { entryOf, RESULTS } from '../../folder/result-names.ts';
import { knownResult, missingOf, readKnown } from './known-result.ts';
import { segmentIn } from './segment.ts';

const PLAN = { keys: [], values: [], links: [], samples: [], columns: [] };

function prepared(): { readonly root: string; readonly folder: string } {
  const root = temporaryFolder();
  const folder = path.join(root, ...RESULTS.split('/'));
  makeFolder(folder);
  return { root, folder };
}

const stored = (size: number): Buffer => Buffer.from(JSON.stringify({ source: { size }, facts: {} }));

describe('results that a worker appends', () => {
  it('are found again by their names, each with its own content', () => {
    const { root, folder } = prepared();
    const segment = segmentIn({ folder, own: '0a1b2c3d' });
    const claims = [10, 20_000, 3].map((size, task) => {
      const content = stored(size);
      const name = segment.append(content, { task, attempt: 1 });
      return { task, result: name, files: [{ name, ...digestOf(content) }] };
    });
    // Windows removes no folder in which a file is open.
    segment.close();
    expect(readdirSync(folder)).toHaveLength(1);
    for (const [i, size] of [10, 20_000, 3].entries()) {
      const claim = claims[i] ?? { task: 0, result: null };
      const known = knownResult(root, claim, PLAN);
      if (!known.ok) throw new Error(known.reason);
      expect(missingOf(known.known, PLAN)).toBeNull();
      expect(readKnown(known.known)).toMatchObject({ ok: true, result: { source: { size } } });
    }
  });

  it('do not count if the file is shorter, or has other bytes', () => {
    const { root, folder } = prepared();
    const content = stored(7);
    const segment = segmentIn({ folder, own: '0a1b2c3d' });
    const name = segment.append(content, { task: 4, attempt: 1 });
    segment.close();
    const claim = { task: 4, result: name, files: [{ name, ...digestOf(content) }] };
    const known = knownResult(root, claim, PLAN);
    if (!known.ok) throw new Error(known.reason);
    writeFileSync(known.known.file, content.subarray(0, 5));
    expect(missingOf(known.known, PLAN)).toBe(`expected ${content.length} bytes, found 5`);
    writeFileSync(known.known.file, Buffer.alloc(content.length, 'x'));
    expect(readKnown(known.known)).toMatchObject({ ok: false, reason: expect.stringContaining('SHA-256') });
    rmSync(known.known.file);
    expect(missingOf(known.known, PLAN)).toBe('the file is missing');
    expect(knownResult(root, { task: 4, result: name }, PLAN).ok).toBe(false);
    expect(knownResult(root, { ...claim, task: 5 }, PLAN).ok).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('go to another file if somebody removes the first one', () => {
    const { root, folder } = prepared();
    const segment = segmentIn({ folder, own: '0a1b2c3d' });
    const first = entryOf(segment.append(stored(1), { task: 1, attempt: 1 }));
    rmSync(path.join(root, first?.segment ?? ''));
    const second = entryOf(segment.append(stored(2), { task: 2, attempt: 1 }));
    expect(second).toMatchObject({ task: 2, offset: 0 });
    const file = path.join(root, second?.segment ?? '');
    expect(existsSync(file)).toBe(true);
    expect(readPart(file, { offset: 0, bytes: 1000 })?.equals(stored(2))).toBe(true);
  });

  it('that wait are written together, at the latest when they become many, and are where their names say', () => {
    const { root, folder } = prepared();
    const segment = segmentIn({ folder, own: '0a1b2c3d' }, 'together');
    const sizes = [10, 200_000, 3, 90_000, 300_000, 7];
    const contents = sizes.map((size) => Buffer.from(`${size} `.padEnd(size, 'x')));
    const entries = contents.map((content, task) => entryOf(segment.append(content, { task, attempt: 1 })));
    const file = path.join(root, entries[0]?.segment ?? '');
    expect(statSync(file).size).toBe(sizes.slice(0, 5).reduce((sum, size) => sum + size, 0));
    segment.write();
    for (const [i, content] of contents.entries()) {
      const part = { offset: entries[i]?.offset ?? 0, bytes: content.length };
      expect(readPart(file, part)?.equals(content)).toBe(true);
    }
    segment.close();
  });
});
