import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { largestFiles, type Search } from './largest-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, size: number): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(size));
}

async function found(search: Partial<Search> = {}): Promise<readonly string[]> {
  const files = await largestFiles(folder, { mostEntries: 100, deepest: 2, smallest: 10, ...search });
  return files.map(({ file, size }) => `${path.relative(folder, file).split(path.sep).join('/')} ${size}`);
}

describe('the largest files of a folder', () => {
  it('are sorted by size and include subfolders, but not small files', async () => {
    for (const [name, size] of [
      ['a', 20],
      ['b/c', 30],
      ['b/small', 9],
      ['b/d/e', 10],
    ] as const) {
      write(name, size);
    }
    expect(await found()).toEqual(['b/c 30', 'a 20', 'b/d/e 10']);
  });

  it('are searched down to a given depth', async () => {
    write('a/b/c/d', 20);
    write('a/b/e', 20);
    expect(await found()).toEqual(['a/b/e 20']);
  });

  it('are searched among a given number of entries', async () => {
    for (let i = 0; i < 20; i += 1) write(`f${i}`, 20);
    expect(await found({ mostEntries: 5 })).toHaveLength(5);
  });

  it('are an empty list for a missing folder', async () => {
    expect(await largestFiles(path.join(folder, 'no'), { mostEntries: 9, deepest: 1, smallest: 1 })).toEqual(
      [],
    );
  });
});
