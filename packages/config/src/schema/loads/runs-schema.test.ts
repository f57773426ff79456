import { describe, expect, it } from 'vitest';
import { formatIssues, parseBatch } from '../../index.ts';

const NAMES = 'names: { positions: { scenario: 0, router: 1, ttl: 2 }, extract: { ttl: number } }';

function read(tables: string, names = NAMES, reader = 'one') {
  const text = `version: 1\nbatch: b\nreader: ${reader}\ninputs: reports\n${names}\ntables:\n  - ${tables}\n`;
  return parseBatch({ text, source: 'b' });
}

function mistakes(...written: Parameters<typeof read>): readonly string[] {
  const result = read(...written);
  return result.ok ? [] : formatIssues(result.issues, 'b').split('\n');
}

describe('tables over runs', () => {
  it('have the names of the batch, and defaults', () => {
    const result = read('{ name: t, layout: averages, groupBy: [router, ttl] }');
    expect(result.ok && result.batch.inputs.include).toEqual([
      '**/*Report.txt',
      '**/*Report_[0-9][0-9][0-9][0-9].txt',
    ]);
    expect(result.ok && result.batch.tables[0]).toMatchObject({
      layout: 'averages',
      columns: [],
      runs: {
        ...{ kind: 'averages', groupBy: ['router', 'ttl'], minFiles: 2, precision: 4, template: null },
        names: {
          ...{ kind: 'positions', delimiter: '_' },
          extract: [{ name: 'ttl', pattern: 'number' }],
        },
      },
    });
  });

  it('are the same by kind', () => {
    const byLayout = read('{ name: t, layout: metrics }');
    const byKind = read('{ name: t, kind: metrics }');
    expect(byLayout.ok && byKind.ok && byLayout.batch).toEqual(byKind.ok && byKind.batch);
  });

  it.each([
    [
      '{ name: t, layout: averages, groupBy: [rooter] }',
      NAMES,
      /one of the parts scenario, router, ttl, report_type .*did you mean `router`/,
    ],
    [
      '{ name: t, layout: averages, groupBy: [] , template: "../{ttl}.txt" }',
      NAMES,
      /a file name that ends in .txt/,
    ],
    ['{ name: t, layout: metrics, over: [ttl] }', NAMES, /a list of two parts/],
    ['{ name: t, layout: metrics }', '', /the key `names`, which tables over runs need/],
    ['{ name: t, layout: metrics }', 'names: {}', /either positions or expression/],
    [
      '{ name: t, layout: metrics }',
      'names: { expression: "(?<a>x" }',
      /a regular expression with named groups/,
    ],
    [
      '{ name: t, layout: metrics }',
      'names: { positions: { ttl: 0 }, extract: { tll: number } }',
      /did you mean `ttl`/,
    ],
  ])('refuse %s with %s', (tables, names, message) => {
    expect(mistakes(tables, names).join('\n')).toMatch(message);
  });

  it('need the reader of reports, which has no objects', () => {
    expect(mistakes('{ name: t, layout: metrics }', NAMES, 'openfast').join('\n')).toMatch(
      /reader one for tables over runs/,
    );
    expect(mistakes('{ name: t, layout: wide, columns: [{ object: L, variable: x }] }').join('\n')).toMatch(
      /no object with reader one/,
    );
    expect(mistakes('{ name: t, layout: wide, columns: [{ kind: data, name: created }] }')).toEqual([]);
  });
});
