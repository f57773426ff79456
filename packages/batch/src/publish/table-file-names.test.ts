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
          { input: 1, fileName: 'b.x_t.csv' },
        ],
      },
      { kind: 'one', fileName: 'links.csv' },
    ]);
  });

  it('get numbers in input order if inputs or tables would share one', () => {
    const tables = [table('t', 'time-series'), table('A_T', 'wide'), table('t (2)', 'time-series')];
    expect(allNames(tables, ['x/a.outb', 'y/a.out', 'y/b.out'])).toEqual([
      'a_t (2).csv',
      'a_t (3).csv',
      'b_t.csv',
      'A_T.csv',
      'a_t (2) (2).csv',
      'a_t (2) (3).csv',
      'b_t (2).csv',
    ]);
  });

  it('fit into file systems and keep the end, which distinguishes tables', () => {
    const [name = ''] = allNames([table('motion', 'time-series')], [`${'ü'.repeat(300)}.outb`]);
    expect(Buffer.byteLength(name)).toBeLessThan(230);
    expect(name).toMatch(/^ü+_motion\.csv$/);
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
    expect(sampleFilePattern(spec, names)).toBe(pattern);
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
        const [before = '', ...after] = sampleFilePattern(spec, names).split('*');
        for (const one of names) {
          expect(one.startsWith(before)).toBe(true);
          expect(one.endsWith(after.at(-1) ?? '')).toBe(true);
          if (after.length === 2) expect(one.slice(0, -4)).toContain(after[0]);
        }
      }),
    );
  });
});
