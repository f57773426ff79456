import type { ColumnSpec } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { formatIssues } from '../../mistake.ts';
import { type ParseResult, parseBatch } from '../../parse-batch.ts';

const HEAD = `version: 1
batch: spar
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
tables:
`;

function parse(tables: string, reader = 'orcaflex'): ParseResult {
  return parseBatch({ text: `${HEAD.replace('orcaflex', reader)}${tables}`, source: 'batch.yml' });
}

function table(layout: string, ...columns: readonly string[]): string {
  return `  - name: t\n    layout: ${layout}\n    columns:\n${columns.map((c) => `      - ${c}\n`).join('')}`;
}

function lines(result: ParseResult): readonly string[] {
  return formatIssues(result.ok ? result.warnings : result.issues, 'b').split('\n');
}

function columnsOf(result: ParseResult): readonly ColumnSpec[] {
  expect(lines(result)).toEqual(['']);
  return result.ok ? (result.batch.tables[0]?.columns ?? []) : [];
}

describe('columns of other kinds', () => {
  it('are read with their defaults', () => {
    const result = parse(
      table(
        'wide',
        '{ kind: static, object: Line1, variable: Tension, at: { support: 2 } }',
        '{ kind: data, object: Line1, name: Length, index: 2, label: L }',
        '{ kind: range-graph, object: Line1, variable: Moment, along: { sections: [1, 3] }, statistics: [zMax, max] }',
        '{ kind: range-graph, object: Line1, variable: Moment, along: [~, 50] }',
        '{ kind: series, object: Env, variable: X, at: { point: [1, 2, -3] }, transform: { factor: 0.001 } }',
        '{ object: Line1, variable: X, transform: { factor: 1 } }',
      ),
    );
    expect(columnsOf(result)).toMatchObject([
      { kind: 'static', variable: 'Tension', at: { kind: 'support', index: 2 }, transform: null },
      { kind: 'data', name: 'Length', index: 2, label: 'L' },
      {
        kind: 'range-graph',
        along: { kind: 'sections', from: 1, to: 3 },
        period: { kind: 'whole' },
        statistics: ['zMax', 'max'],
      },
      {
        along: { kind: 'arclength', from: null, to: 50 },
        statistics: ['min', 'zMin', 'max', 'zMax', 'mean', 'std', 'zStd'],
      },
      { at: { kind: 'point', x: 1, y: 2, z: -3 }, transform: { sqrt: false, factor: 0.001, offset: 0 } },
      // A transform that changes nothing becomes null.
      { transform: null },
    ]);
  });

  it('give a linked series the omitted keys of the driver', () => {
    const [linked] = columnsOf(
      parse(
        table(
          'linked',
          '{ kind: linked, object: L, variable: T, at: { end: A }, linked: [M, { variable: X, object: V, at: ~ }, { variable: C }] }',
        ),
      ),
    );
    const at = { kind: 'end', end: 'A' };
    expect(linked).toMatchObject({
      kind: 'linked',
      linked: [
        { object: 'L', variable: 'M', at, transform: null },
        { object: 'V', variable: 'X', at: null, transform: null },
        { object: 'L', variable: 'C', at, transform: null },
      ],
    });
  });

  it.each([
    [
      '{ kind: statc, object: L, variable: a }',
      '10:17  Expected one of the kinds series, static, data, range-graph, linked for `tables[0].columns[0].kind`, found the text `statc` (did you mean `static`?)',
    ],
    [
      '{ kind: data, object: L, variable: a }',
      '10:9  Expected the name of a data item for `tables[0].columns[0].name`, found nothing',
    ],
    [
      '{ kind: data, object: L, name: a, label: b, at: touchdown }',
      '10:53  Expected one of the keys kind, object, name, index, label in `tables[0].columns[0]`, found the key `at` (`at` goes with `kind: series`)',
    ],
    [
      '{ object: L, variable: a, along: [0, 1] }',
      '10:35  Expected one of the keys kind, object, variable, except, at, period, statistics, label, transform in `tables[0].columns[0]`, found the key `along` (`along` goes with `kind: range-graph`)',
    ],
    [
      '{ kind: range-graph, object: L, variable: a, along: [5, 1] }',
      '10:61  Expected a part that ends no earlier than it starts for `tables[0].columns[0].along`, found from 5 to 1 (did you mean `[1, 5]`?)',
    ],
    [
      '{ kind: range-graph, object: L, variable: a, statistics: [zMaxx] }',
      '10:67  Expected one of min, zMin, max, zMax, mean, std, zStd for `tables[0].columns[0].statistics[0]`, found the text `zMaxx` (did you mean `zMax`?)',
    ],
    [
      '{ kind: static, variable: a }',
      '10:9  Expected the name of an object (reader orcaflex needs one unless the variable is "*") for `tables[0].columns[0].object`, found nothing',
    ],
    [
      '{ kind: static, object: L, variable: "*" }',
      '10:46  Expected one variable for `tables[0].columns[0].variable`, found the text `*`',
    ],
    [
      '{ kind: linked, object: L, variable: a, linked: [b] }',
      '10:17  Expected layout linked for columns of kind linked for `tables[0].columns[0].kind`, found the text `linked`',
    ],
  ])('are refused with the reason: %s', (column, expected) => {
    const found = lines(parse(table('wide', column)));
    expect(found[0]).toBe(`b:${expected}`);
  });

  it('are refused with reader openfast, except linked columns', () => {
    expect(lines(parse(table('wide', '{ kind: data, name: Length }'), 'openfast'))).toEqual([
      'b:10:17  Expected series or linked with reader openfast for `tables[0].columns[0].kind`, found the text `data`',
    ]);
    const linked = '{ kind: linked, variable: a, linked: [b, { variable: c, object: L }] }';
    expect(lines(parse(table('linked', linked), 'openfast'))).toEqual([
      'b:10:65  Expected no object with reader openfast for `tables[0].columns[0].linked[1].object`, found the text `L`',
    ]);
  });
});

describe('layouts of parseBatch', () => {
  const series = '{ object: L, variable: a }';
  const graph = '{ kind: range-graph, object: L, variable: a }';

  it('accept only columns of their kind', () => {
    expect(lines(parse(table('linked', series)))).toEqual([
      'b:10:9  Expected columns of kind linked in a table of layout linked for `tables[0].columns[0]`, found no kind, which means series',
    ]);
    expect(lines(parse(table('time-series', '{ kind: static, object: L, variable: a }')))).toEqual([
      'b:10:17  Expected columns of kind series in a table of layout time-series for `tables[0].columns[0].kind`, found the text `static`',
    ]);
  });

  it('of range graphs have them only, whole: statistics are dropped with a warning', () => {
    for (const layout of ['range-graph', 'range-envelope']) {
      expect(lines(parse(table(layout, series)))[0]).toContain(
        `Expected columns of kind range-graph in a table of layout ${layout}`,
      );
      const result = parse(table(layout, '{ kind: range-graph, object: L, variable: a, statistics: [max] }'));
      expect(lines(result)[0]).toContain(`Expected no statistics in a table of layout ${layout}`);
      expect(result.ok && result.batch.tables[0]?.columns[0]).toMatchObject({ statistics: [] });
    }
    expect(lines(parse(table('range-graph', graph)))).toEqual(['']);
  });

  it('have one period if each row belongs to one time', () => {
    const result = parse(table('time-series', series, '{ object: L, variable: b, period: [1, 2] }'));
    expect(lines(result)).toEqual([
      'b:11:43  Expected the period of the first column in a table of layout time-series for `tables[0].columns[1].period`, found a list',
    ]);
  });

  it('drop the statistics of time series, with a warning if the file requests some', () => {
    const result = parse(table('time-series', '{ object: L, variable: a, statistics: [max] }'));
    expect(lines(result)).toEqual([
      'b:10:35  Expected no statistics in a table of layout time-series for `tables[0].columns[0].statistics`, found statistics, which are ignored',
    ]);
    expect(result.ok && result.batch.tables[0]?.columns[0]).toMatchObject({ statistics: [] });
  });

  it.each([
    ['long', 'foot: [min]', 'Expected no `foot` in a table of layout long'],
    ['range-graph', 'foot: [min]', 'Expected no `foot` in a table of layout range-graph'],
    ['range-envelope', 'foot: [min]', 'Expected no `foot` in a table of layout range-envelope'],
    [
      'range-envelope',
      'leading: [{ fact: file, header: f }]',
      'Expected no `leading` in a table of layout range-envelope',
    ],
    ['time-series', 'foot: [min]', 'Expected no `foot` in a table of layout time-series'],
    [
      'time-series',
      'leading: [{ fact: file, header: f }]',
      'Expected no `leading` in a table of layout time-series',
    ],
    ['wide', 'linkedNames: { max: x }', 'Expected no `linkedNames` except in a table of layout linked'],
    ['wide', 'leading: [{ fact: label, header: f }]', 'Expected a fact about the file'],
    [
      'wide',
      'foot: [min], leading: [{ fact: file, header: f }]',
      'Expected a leading column with the fact statistic, which names the rows of `foot`',
    ],
    ['wide', 'decimals: 16', 'Expected a number of decimals from 0 to 15'],
    ['wide', 'fileName: a/b', 'Expected a name without any of < > : " / \\ | ? *'],
    ['wide', 'foot: [median]', 'Expected one of min, max, mean, stdev'],
    ['wide', 'decimal: 3', 'found the key `decimal` (did you mean `decimals`?)'],
  ])('%s refuses the style { %s }', (layout, style, expected) => {
    const column = layout.startsWith('range-') ? graph : series;
    const [only = '', ...others] = lines(parse(`${table(layout, column)}    style: { ${style} }\n`));
    expect(only).toContain(expected);
    expect(others).toEqual([]);
  });

  it.each(['long', 'linked', 'time-series', 'range-graph', 'range-envelope'])(
    '%s prints no units of columns',
    (layout) => {
      const linked = '{ kind: linked, object: L, variable: a, linked: [b] }';
      const other = layout.startsWith('range-') ? graph : '{ object: L, variable: a }';
      const columns = layout === 'linked' ? linked : other;
      const [only = '', ...others] = lines(parse(`${table(layout, columns)}    units: row\n`));
      expect(only).toContain('Expected no `units` except in a table of layout wide');
      expect(others).toEqual([]);
    },
  );

  it('have one file for each table, however its name is chosen', () => {
    const one = table('wide', series);
    const two = (layout: string, name: string): string =>
      `${table(layout, series).replace('name: t', 'name: u')}    style: { fileName: ${name} }\n`;
    expect(lines(parse(`${one}${two('wide', 'T')}`))).toEqual([
      'b:15:24  Expected a file that no other table writes (case is ignored) for `tables[1].style.fileName`, found the text `T`, already used on line 7',
    ]);
    // Its files start with the names of the inputs.
    expect(lines(parse(`${one}${two('time-series', 'T')}`))).toEqual(['']);
  });
});

describe('settings of reader orcaflex', () => {
  it('are read with their defaults', () => {
    const result = parse(`${table('wide', '{ object: L, variable: a }')}orcaflex: { version: "11.6" }\n`);
    expect(lines(result)).toEqual(['']);
    expect(result.ok && result.batch.orcaflex).toEqual({
      library: null,
      logging: 'default',
      version: '11.6',
      licences: { scope: 'machine', patience: 3_600_000, seats: 'auto' },
    });
  });

  it.each([
    [
      '{ version: 11.6 }',
      'Expected a version of OrcaFlex such as "11.6", in quotes for `orcaflex.version`, found the number 11.6 (for example `11.6`)',
    ],
    [
      '{ logging: virtul }',
      'Expected default, virtual, memory, disk for `orcaflex.logging`, found the text `virtul` (did you mean `virtual`?)',
    ],
    [
      '{ licences: { scope: thread } }',
      'Expected machine or process for `orcaflex.licences.scope`, found the text `thread`',
    ],
  ])('are refused with the reason: %s', (settings, expected) => {
    const found = lines(parse(`${table('wide', '{ object: L, variable: a }')}orcaflex: ${settings}\n`));
    expect(found).toEqual([expect.stringContaining(expected)]);
  });
});
