import { describe, expect, it } from 'vitest';
import { effectiveYaml } from '../convert/effective-yaml.ts';
import { parseBatch } from '../parse-batch.ts';

function columnsOf(columns: string, kind = 'layout: wide'): unknown {
  const text = `version: 1
batch: b
reader: openfast
inputs: .
output: out
tables: [{ name: t, ${kind}, columns: ${columns} }]
`;
  const parsed = parseBatch({ text, source: 'b.yml' });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  const again = parseBatch({ text: effectiveYaml(parsed.batch, null), source: 'effective.yml' });
  if (!again.ok) throw new Error('the effective batch is not valid');
  expect(again.batch.tables).toEqual(parsed.batch.tables);
  return parsed.batch.tables[0]?.columns.map((column) =>
    column.kind === 'series' ? [column.variable, ...(column.except ?? [])] : column.kind,
  );
}

describe('names of columns', () => {
  it('may be patterns, which do not stand for names that are written besides', () => {
    expect(columnsOf('["Root*[123]", RootMxb1, "GenPwr_[kW]"]')).toEqual([
      ['Root*[123]', 'RootMxb1', 'GenPwr_[kW]'],
      ['RootMxb1'],
      ['GenPwr_[kW]'],
    ]);
  });

  it('may be excluded with an exclamation mark, and patterns never stand for one thing twice', () => {
    expect(columnsOf('["Root*", "!*2", "*Mxb*"]')).toEqual([
      ['Root*', '*2'],
      ['*Mxb*', '*2', 'Root*'],
    ]);
  });

  it('are all names without the excluded ones if there are only those', () => {
    expect(columnsOf('["!Wind*", "!Time"]')).toEqual([['*', 'Wind*', 'Time']]);
  });

  it('may be a list in a column, which is a column for each', () => {
    expect(columnsOf('[{ variable: [A, "B*", "!BC"], statistics: max }, C]')).toEqual([
      ['A'],
      ['B*', 'BC', 'A'],
      ['C'],
    ]);
    expect(columnsOf('[{ channel: [A, B] }]', 'kind: spectrum')).toEqual([['A'], ['B']]);
  });

  it('keep exceptions that are written out', () => {
    expect(columnsOf('[{ variable: "*", except: [Time, "Wind*"] }]')).toEqual([['*', 'Time', 'Wind*']]);
  });

  it('of one series cannot be patterns', () => {
    for (const [columns, kind] of [
      ['[{ kind: linked, variable: "A*", linked: [B] }]', 'layout: linked'],
      ['[{ kind: linked, variable: A, linked: ["B*"] }]', 'layout: linked'],
    ])
      expect(() => columnsOf(columns ?? '', kind)).toThrow('one variable');
  });
});
