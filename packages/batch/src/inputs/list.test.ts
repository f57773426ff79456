import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InputPatterns, listInputs } from './list.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-inputs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: string[]): void {
  for (const name of names) {
    const full = path.join(folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, 'text');
  }
}

function listed(more: Partial<InputPatterns> = {}): string[] {
  const patterns = { directory: folder, include: ['**/*.out'], exclude: [], output: null, ...more };
  return listInputs(patterns).map(({ file }) => file);
}

const JOURNAL = '{"type":"journal","product":"ballast 1.0.0"}\n';

describe('the inputs of a batch', () => {
  it('are listed by code unit, each with its size', () => {
    write('b.out', 'Z.out', 'a/ä.out', 'a/z.out', 'x.out/y.out', 'no.txt');
    expect(listed()).toEqual(['Z.out', 'a/z.out', 'a/ä.out', 'b.out', 'x.out/y.out']);
    const [first, second] = listInputs({
      directory: folder,
      include: ['Z.out', 'x.out'],
      exclude: [],
      output: null,
    });
    const full = path.join(folder, 'Z.out');
    const { mtimeMs: modified } = statSync(full);
    expect(first).toEqual({ file: 'Z.out', path: full, size: 4, modified, refused: null });
    expect(second).toMatchObject({ file: 'x.out', size: 0, modified: null });
  });

  it.each([
    ['**/*', ['a.out', 'sub/b.out', 'x.out/c.out']],
    ['**', ['a.out', 'sub/b.out', 'x.out/c.out']],
    ['*', ['a.out']],
    ['*.out', ['a.out']],
    ['sub/*', ['sub/b.out']],
    ['[s]ub', []],
    ['sub', ['sub']],
    ['SUB', ['sub']],
    ['x.out', ['x.out']],
  ])('are a folder only if a pattern names it without a wildcard: %s', (include, expected) => {
    write('a.out', 'sub/b.out', 'x.out/c.out');
    const list = () => listed({ include: [include, 'a.out'] });
    expect(list()).toEqual([...new Set(['a.out', ...expected])]);
  });

  it('are never the output folder, whatever names it', () => {
    write('a.out', 'out/mine.out', 'out/tables/t.out', 'deep/out/journal.ndjson');
    const output = path.join(folder, 'out');
    expect(listed({ include: ['**/*'], output })).toEqual([
      'a.out',
      'deep/out/journal.ndjson',
      'out/mine.out',
    ]);
    expect(listed({ include: ['out', 'a.out'], output })).toEqual(['a.out']);
    expect(listed({ include: ['*', 'out/*'], output })).toEqual(['a.out', 'out/mine.out']);
  });

  it('are not searched for in excluded folders', () => {
    write('a/x.out', 'old/x.out', 'old/deep/y.out');
    expect(listed({ exclude: ['old'] })).toEqual(['a/x.out']);
    expect(listed({ exclude: ['**/old/**'] })).toEqual(['a/x.out']);
  });

  it('leave out what a batch left in the output folder, and nothing else in it', () => {
    write('x.out', 'tables/t.out', '.ballast/results/r.out', 'earlier-2/tables/t.out', 'earlier-1/mine.out');
    write('deep/tables/mine.out', 'report.json');
    writeFileSync(path.join(folder, 'earlier-2', 'journal.ndjson'), JOURNAL);
    const all = { include: ['**/*.out', '**/*.json'] };
    const mine = ['deep/tables/mine.out', 'earlier-1/mine.out', 'x.out'];
    expect(listed({ ...all, output: folder })).toEqual(mine);
    expect(listed({ ...all, output: path.join(folder, 'deep') })).not.toContain('deep/tables/mine.out');
    expect(listed({ ...all, output: path.dirname(folder) })).toContain('tables/t.out');
    expect(listed({ ...all, output: path.join(folder, 'not', 'there') })).toContain('tables/t.out');
  });

  it('that do not exist are a fault, and so is a missing folder or a file in its place', () => {
    write('a.txt');
    expect(() => listed()).toThrow(expect.objectContaining({ code: 'NO_INPUTS' }));
    for (const directory of [path.join(folder, 'none'), path.join(folder, 'a.txt')]) {
      expect(() => listed({ directory })).toThrow(expect.objectContaining({ code: 'INPUT_FOLDER_MISSING' }));
    }
  });
});

describe.runIf(process.platform !== 'win32')('links among the inputs', () => {
  const link = (target: string, name: string): void => symlinkSync(target, path.join(folder, name));

  it('are inputs wherever they lead: to a file, to nothing, to themselves', () => {
    write('a.out');
    link('a.out', 'file.out');
    link('nothing', 'dangling.out');
    link('loop.out', 'loop.out');
    link('nothing', 'no-match');
    expect(listed()).toEqual(['a.out', 'dangling.out', 'file.out', 'loop.out']);
  });

  it('to folders are inputs only if a pattern names them', () => {
    write('sub/b.out');
    link('sub', 'link.out');
    link('nothing', 'dangling.out');
    expect(listed({ include: ['*.out'] })).toEqual(['dangling.out']);
    expect(listed({ include: ['**/*'] })).toEqual(['dangling.out', 'sub/b.out']);
    expect(listed({ include: ['link.out'] })).toEqual(['link.out']);
  });

  it('to folders are followed, each folder once and by its own name first', () => {
    write('z/real/x.out', 'outside/y.out');
    mkdirSync(path.join(folder, 'in'));
    link('..', 'in/up');
    link('../z', 'in/to-z');
    link('../outside', 'in/b');
    link('../outside', 'in/a');
    link('.', 'z/ring');
    expect(listed()).toEqual(['outside/y.out', 'z/real/x.out']);
    expect(listed({ directory: path.join(folder, 'in'), exclude: ['up'] })).toEqual([
      'a/y.out',
      'to-z/real/x.out',
    ]);
  });

  it('to the output folder do not make its tables inputs', () => {
    write('in/x.out', 'out/tables/t.out');
    link('../out', 'in/out');
    link('out', 'other-name');
    const directory = path.join(folder, 'in');
    expect(listed({ directory, output: path.join(folder, 'other-name') })).toEqual(['x.out']);
  });
});
