import type { TableSpec } from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputStem, sampleFilePattern, tableFileNames } from './table-file-names.ts';

function table(name: string, layout: TableSpec['layout']): TableSpec {
  return { name, layout, columns: [] };
}

function allNames(tables: readonly TableSpec[], inputs: readonly string[]): string[] {
  return tableFileNames(tables, inputs).flatMap((files) =>
    files.kind === 'one' ? [files.fileName] : files.files.map(({ fileName }) => fileName),
  );
}

describe('names of table files', () => {
  it('are those of the tables, and of every input in a table of time series', () => {
    const tables = [table('all', 'wide'), table('t', 'time-series'), table('links', 'linked')];
    expect(tableFileNames(tables, ['a.outb', 'sub/b.x.out'])).toEqual([
      { kind: 'one', fileName: 'all.csv' },
      {
        kind: 'each',
        files: [
          { input: 0, fileName: 'a_t.csv' },
          { input: 1, fileName: 'sub--b.x_t.csv' },
        ],
        indexName: 't_index.csv',
      },
      { kind: 'one', fileName: 'links.csv' },
    ]);
  });

  it.each([
    ['dlc11/turbine.outb', 'dlc11--turbine_t.csv'],
    ['dlc12/turbine.outb', 'dlc12--turbine_t.csv'],
    ['a/b/c.sim', 'a--b--c_t.csv'],
    ['a/turbine.RO.dbg3', 'a--turbine.RO.dbg3_t.csv'],
    ['a--b.out', 'a--b_t.csv'],
    ['x--y/b.out', expect.stringMatching(/^x--y--b-[0-9a-f]{8}_t\.csv$/)],
    ['x-/b.out', expect.stringMatching(/^x---b-[0-9a-f]{8}_t\.csv$/)],
    ['.sim', '.sim_t.csv'],
  ])('say where an input is: %s', (input, expected) => {
    expect(allNames([table('t', 'time-series')], [input])).toEqual([expected]);
  });

  it('do not depend on other inputs', () => {
    const part = fc.stringMatching(/^[ab_-]{1,3}$/);
    const file = fc
      .tuple(fc.array(part, { maxLength: 2 }), part, fc.constantFrom('.out', '.outb', '.dbg'))
      .filter(([folders, stem]) => folders.length > 0 || !stem.includes('--'))
      .map(([folders, stem, extension]) => `${[...folders, stem].join('/')}${extension}`);
    // One run has one file among the inputs that counts.
    const files = fc.uniqueArray(file, {
      minLength: 1,
      maxLength: 8,
      selector: (one) => one.replace('.outb', '.out'),
    });
    const tables = [table('t', 'time-series')];
    fc.assert(
      fc.property(files, (inputs) => {
        expect(allNames(tables, inputs)).toEqual(inputs.flatMap((one) => allNames(tables, [one])));
      }),
    );
  });

  it('get a hash if inputs or tables would share one', () => {
    const tables = [table('t', 'time-series'), table('A_T', 'wide')];
    const hashed = expect.stringMatching(/^a_t-[0-9a-f]{8}\.csv$/);
    const names = allNames(tables, ['a.outb', 'A.out', 'b.out']);
    expect(names).toEqual([hashed, expect.stringMatching(/^A_t-[0-9a-f]{8}\.csv$/), 'b_t.csv', 'A_T.csv']);
  });

  it('fit into file systems and keep the end, which distinguishes tables', () => {
    const [name = ''] = allNames([table('motion', 'time-series')], [`${'ü'.repeat(300)}.outb`]);
    expect(Buffer.byteLength(name)).toBeLessThan(230);
    expect(name).toMatch(/^ü+_motion-[0-9a-f]{8}\.csv$/);
  });

  it('are never equal, even if case is ignored', () => {
    const word = fc.constantFrom('a', 'A', 'a_t', 'a (2)', 'b', 't', 'ä', 'a\u0308');
    const layout = fc.constantFrom<TableSpec['layout']>('wide', 'time-series');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, layout), { maxLength: 6 }),
        fc.array(word, { maxLength: 8 }),
        (tables, inputs) => {
          const names = allNames(
            tables.map(([name, kind]) => table(name, kind)),
            inputs.map((name) => `${name}.out`),
          );
          const keys = names.map((name) => name.normalize('NFC').toLowerCase());
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
    );
  });

  it.each([
    ['sub/case.outb', 'case'],
    ['a.b.sim', 'a.b'],
    ['.sim', '.sim'],
    ['bare', 'bare'],
  ])('begin with the stem of the input: %s', (file, stem) => {
    expect(inputStem(file)).toBe(stem);
  });
});

describe('the pattern of a table of time series', () => {
  const spec = table('t', 'time-series');

  it.each([
    [['a_t.csv', 'b_t.csv'], '*_t.csv'],
    [['a_t.csv', 'a_t (2).csv'], '*_t*.csv'],
    [[], '*_t.csv'],
  ])('of %j is %s', (names, pattern) => {
    expect(sampleFilePattern(spec, names, 'csv')).toBe(pattern);
  });

  it('matches every file that is written, whatever the inputs are called', () => {
    const name = fc.constantFrom('a', 'A', 'a_t', 'a_t (2)', 'x'.repeat(300), 'é', 'e\u0301');
    const inputs = fc.array(
      fc.tuple(fc.constantFrom('', 'x/', 'y/'), name, fc.constantFrom('.out', '.outb')),
    );
    fc.assert(
      fc.property(inputs, (files) => {
        const paths = files.map((parts) => parts.join(''));
        const names = allNames([spec], paths);
        const [before = '', ...after] = sampleFilePattern(spec, names, 'csv').split('*');
        for (const one of names) {
          expect(one.startsWith(before)).toBe(true);
          expect(one.endsWith(after.at(-1) ?? '')).toBe(true);
          if (after.length === 2) expect(one.slice(0, -4)).toContain(after[0]);
        }
      }),
    );
  });
});
