import { parseBatch } from '@ballast/config';
import { describe, expect, it } from 'vitest';
import { config, problems, read, SERIES, warnings } from '../../test/digitalmodel-config.ts';
import { nativeBatchText } from './native-batch.ts';
import { readDigitalmodel } from './read-digitalmodel.ts';

const ON = 'RangeGraph: { flag: True, csv_decimal: 2 }';
const GRAPH = 'ObjectName: Line1, Variable: Effective Tension';
const PLACES = {
  name: 'dm',
  inputs: { directory: '/sims', include: ['*.sim'], exclude: [] },
  output: '/out/dm.ballast',
  tablesFolder: '/out',
};

function tablesOf(text: string) {
  const result = readDigitalmodel(text, null);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  const parsed = parseBatch({ text: nativeBatchText(result.digitalmodel, PLACES), source: 'b.yml' });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  expect(parsed.warnings).toEqual([]);
  return parsed.batch.tables;
}

describe('range graphs of a configuration', () => {
  it.each([
    `RangeGraph: [{ ${GRAPH} }]`,
    `RangeGraph_settings: [{ ${GRAPH}, AdditionalData: [Max] }]`,
    `RangeGraph_settings: { ${GRAPH} }`,
    `RangeGraph_settings: { groups: [{ Label: g, Columns: [{ ${GRAPH} }] }] }`,
  ])('are a table of points and one of their envelope: %s', (section) => {
    const tables = tablesOf(config(section, ON));
    expect(tables).toMatchObject([
      { layout: 'range-graph', style: { fileName: 'dm_RangeGraph', decimals: 2, onlyComplete: true } },
      { layout: 'range-envelope', style: { fileName: 'dm_RangeGraph_envelope', decimals: 2 } },
    ]);
    for (const { columns } of tables)
      expect(columns).toEqual([
        {
          kind: 'range-graph',
          object: 'Line1',
          variable: 'Effective Tension',
          period: { kind: 'whole' },
          along: null,
          statistics: [],
          label: null,
          transform: null,
        },
      ]);
  });

  it('keep periods, parts of the line, labels and the root of a squared variable', () => {
    const entry =
      '{ ObjectName: Line1, Variable: API STD 2RD Method 1, SimulationPeriod: [0, 10], ArcLength: [0, 50], Label: M1 }';
    const { groups } = read(config(`RangeGraph: [${entry}]`, ON));
    expect(groups[0]?.columns[0]).toMatchObject({
      label: 'M1',
      period: { kind: 'range', from: 0, to: 10 },
      along: { kind: 'arclength', from: 0, to: 50 },
      transform: { sqrt: true },
    });
  });

  it('are left alone without their flag, and have no warning with it', () => {
    const summary = `summary_settings: { groups: [{ Label: g, Columns: [{ Command: TimeHistory, ${SERIES}, Statistic_Type: Max }] }] }`;
    const graphs = `RangeGraph: [{ ${GRAPH} }]`;
    expect(read(config(`${summary}\n${graphs}`)).groups).toHaveLength(1);
    expect(warnings(config(graphs, ON))).toEqual([]);
  });

  it.each([
    ['', 'Expected a list of graphs in RangeGraph or RangeGraph_settings'],
    ['RangeGraph: [Line1]', 'Expected a mapping with ObjectName, Variable and so on'],
    [
      'RangeGraph: [{ ObjectName: [Line1, Line2], Variable: X }]',
      'Expected the name of one object for `RangeGraph[0].ObjectName`, found a list (write a graph for each)',
    ],
    ['RangeGraph: [{ ObjectName: Line1 }]', 'Expected the name of one variable'],
    [
      `RangeGraph: [{ ${GRAPH}, ArcLength: [50, 0] }]`,
      'Expected one arc length, or the lesser and the greater',
    ],
  ])('with a mistake get a message: %s', (section, expected) => {
    expect(problems(config(section, ON))[0]).toContain(expected);
  });
});

describe('rainflow counts of a configuration', () => {
  const series = (more = ''): string =>
    `time_series_settings: { groups: [{ Label: g, Columns: [{ ${SERIES} }] }]${more} }`;

  it('are tables of the time series whose histogram is on, in the given bins', () => {
    const text = config(
      series(),
      'time_series: { flag: True, histogram: True }, rain_flow: { bins: 4, range: [0, 10] }',
    );
    const tables = tablesOf(text);
    expect(tables.map(({ layout, style }) => [layout, style?.fileName])).toEqual([
      ['time-series', 'g'],
      ['analysis', 'dm_g_rain_flow'],
    ]);
    expect(tables[1]?.analysis).toEqual({
      kind: 'rainflow',
      residue: 'half',
      ends: true,
      markov: { ranges: { edges: [0, 2.5, 5, 7.5, 10] }, means: { count: 1 } },
    });
    expect(tables[1]?.columns).toMatchObject([{ variable: 'Effective Tension', label: 'T' }]);
  });

  it('have ten bins over the span of each file by default, and may be switched on in the settings', () => {
    const [, counts] = tablesOf(config(series(', histogram: { flag: True }'), 'time_series: { flag: True }'));
    expect(counts?.analysis).toMatchObject({ markov: { ranges: { count: 10 } } });
    expect(tablesOf(config(series(), 'time_series: { flag: True }, rain_flow: { bins: 4 }'))).toHaveLength(1);
  });

  it.each([
    ['bins: 0', 'Expected a number of bins from 1 to 1000'],
    ['bins: 2.5', 'Expected a number of bins from 1 to 1000'],
    ['range: [5, 5]', 'Expected [lower, upper] of the bins'],
    ['range: [0, 1, 2]', 'Expected [lower, upper] of the bins'],
  ])('with a mistake get a message: %s', (written, expected) => {
    const text = config(series(), `time_series: { flag: True, histogram: True }, rain_flow: { ${written} }`);
    expect(problems(text)[0]).toContain(expected);
  });
});
