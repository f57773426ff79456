import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PartReader } from './part-reader.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-parts-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('PartReader', () => {
  it('reads parts of more files than stay open, in any order', () => {
    using reader = new PartReader();
    const files = Array.from({ length: 20 }, (_, i) => written(`${i}.results`, `file ${i}: some text`));
    for (const round of [files, files.toReversed(), files])
      for (const file of round) {
        const i = files.indexOf(file);
        expect(reader.read(file, { offset: 0, bytes: `file ${i}:`.length })?.toString()).toBe(`file ${i}:`);
      }
  });

  it('reads what was appended after a file was opened', () => {
    using reader = new PartReader();
    const file = written('a.results', 'first');
    expect(reader.read(file, { offset: 0, bytes: 5 })?.toString()).toBe('first');
    writeFileSync(file, 'firstsecond');
    expect(reader.read(file, { offset: 5, bytes: 6 })?.toString()).toBe('second');
  });

  it('gives less if the file ends before, whatever length is claimed', () => {
    using reader = new PartReader();
    const file = written('a.results', 'short');
    expect(reader.read(file, { offset: 2, bytes: 10 })?.toString()).toBe('ort');
    expect(reader.read(file, { offset: 2, bytes: 1e15 })?.toString()).toBe('ort');
    expect(reader.read(file, { offset: 9, bytes: 1e15 })?.toString()).toBe('');
  });

  it('reads a whole file, and nothing of a file that is missing', () => {
    using reader = new PartReader();
    expect(reader.read(written('a.json', '{}'), null)?.toString()).toBe('{}');
    expect(reader.read(path.join(folder, 'b.json'), null)).toBeNull();
    expect(reader.read(path.join(folder, 'b.results'), { offset: 0, bytes: 1 })).toBeNull();
  });

  it('opens files again after they were closed', () => {
    using reader = new PartReader();
    const file = written('a.results', 'text');
    reader.read(file, { offset: 0, bytes: 4 });
    reader[Symbol.dispose]();
    rmSync(file);
    expect(reader.read(file, { offset: 0, bytes: 4 })).toBeNull();
  });
});
