import { parseBatch } from '@ballast/config';
import { plain, readYaml } from '@ballast/config/yaml';
import { describe, expect, it } from 'vitest';
import { nativeBatchText } from './native-batch.ts';
import { readDigitalmodel } from './read-digitalmodel.ts';
import { digitalmodelRecord } from './record.ts';

const CONFIG = `meta: { basename: orcaflex_post_process, label: lwl }
orcaflex:
  postprocess:
    summary: { flag: True, csv_decimal: 4, statistics: { Maximum: True } }
    linked_statistics: { flag: True }
    time_series: { flag: True, csv_decimal: 3 }
summary_settings_master: { groups: [{ Columns: [{ SimulationPeriod: [0, 10] }] }] }
summary_settings:
  groups:
    - Label: dynamics
      Columns:
        - { Command: TimeHistory, ObjectName: Line1, Variable: Effective Tension, objectExtra: [End B], Statistic_Type: Max, Label: T_max }
        - { Command: Range Graph, ObjectName: Line1, Variable: API STD 2RD Method 1, ArcLength: [0, 50], Statistic_Type: Max, Label: M1 }
        - { Command: Range Graph, ObjectName: Line1, Variable: Bend Moment, objectExtra: [Section, [1, 2]], Statistic_Type: Mean, Label: BM }
        - { Command: StaticResult, ObjectName: Line1, Variable: Effective Tension, objectExtra: [Touchdown], Label: T0 }
        - { Command: GetData, ObjectName: Environment, Variable: [WaveHeight, -1], Label: Hmax }
        - { Command: TimeHistory, ObjectName: Vessel1, Variable: Air Gap, Position: [1, 2, 3], Statistic_Type: Min, Label: gap }
linked_statistics_settings:
  groups:
    - Label: ef
      Columns:
        - { ObjectName: Line1, objectExtra: [End A], Variable: [Effective Tension, Bend Moment, Curvature], Label: et }
time_series_settings:
  groups:
    - Label: dynamics
      Columns: [{ ObjectName: Vessel1, Variable: X, SimulationPeriod: [null, 20], Label: x }]
file_management: { input_directory: sims }
parallel_processing: { max_workers: 8, timeout_per_file: 1200 }
`;

const PLACES = {
  name: 'dm_lwl',
  inputs: { directory: '/sims', include: ['*.sim'], exclude: [] },
  output: '/out/dm_lwl.ballast',
  tablesFolder: '/out',
};

function configuration(text = CONFIG) {
  const result = readDigitalmodel(text, null);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  return result.digitalmodel;
}

describe('the batch file of a configuration', () => {
  it('is one that reads back without a mistake or a warning', () => {
    const text = nativeBatchText(configuration(), PLACES, ['made from dm.yml\nby hand']);
    expect(text).toMatch(/^# made from dm\.yml by hand\nversion: 1\n/);
    const parsed = parseBatch({ text, source: 'batch.yml' });
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    if (!parsed.ok) return;
    expect(parsed.warnings).toEqual([]);
    expect(parsed.batch).toMatchObject({
      name: 'dm_lwl',
      reader: 'orcaflex',
      output: '/out/dm_lwl.ballast',
      tablesFolder: '/out',
      resources: { workers: 8, timeout: 1_200_000 },
      tables: [
        {
          name: 'dynamics',
          layout: 'wide',
          style: {
            fileName: 'dm_lwl_dynamics',
            decimals: 4,
            foot: ['min', 'max', 'mean', 'stdev'],
            onlyComplete: true,
          },
        },
        { name: 'ef', layout: 'linked', style: { fileName: 'dm_lwl_ef', decimals: 6, foot: [] } },
        {
          name: 'dynamics (time-series)',
          layout: 'time-series',
          style: { fileName: 'dynamics', decimals: 3 },
        },
      ],
    });
    const columns = configuration().groups.map((group) => group.columns);
    // Statistics of a table of time series have no meaning.
    const { tables } = parsed.batch;
    expect(tables[0]?.columns).toEqual(columns[0]);
    expect(tables[1]?.columns).toEqual(columns[1]);
    expect(tables[2]?.columns).toMatchObject([{ variable: 'X', label: 'x', period: { from: null, to: 20 } }]);
  });

  it('has the headers of the interface', () => {
    const parsed = parseBatch({ text: nativeBatchText(configuration(), PLACES), source: 'batch.yml' });
    const tables = parsed.ok ? parsed.batch.tables : [];
    expect(tables.map(({ style }) => style?.leading?.map(({ header }) => header) ?? null)).toEqual([
      [
        'fe_filename',
        'fe_filename_stem',
        'run_status',
        'start_time',
        'stop_time',
        'description',
        'statistic',
      ],
      ['fe_filename', 'Label', 'run_status', 'statistic'],
      null,
    ]);
  });
});

describe('the record of a run', () => {
  it('is YAML of the effective configuration and the places of its files', () => {
    const text = digitalmodelRecord(configuration(), {
      summary: [{ label: 'dynamics', data: '/out/dm_lwl_dynamics.csv' }],
      linked: [{ label: 'ef', data: '/out/dm_lwl_ef.csv' }],
      rainFlow: [],
      rangeGraphs: [{ label: 'RangeGraph', data: '/out/dm_lwl_RangeGraph.csv' }],
      timeSeries: [{ input: '/sims/a.sim', groups: [{ label: 'dynamics', data: '/out/a_dynamics.csv' }] }],
    });
    const { root, issues } = readYaml(text);
    expect(issues).toEqual([]);
    const value = JSON.parse(JSON.stringify(root === null ? null : plain(root)));
    expect(value).toMatchObject({
      meta: { basename: 'orcaflex_post_process', label: 'lwl' },
      default: { config: { overwrite: { output: true } } },
      orcaflex_post_process: {
        summary: { groups: [{ label: 'dynamics', data: '/out/dm_lwl_dynamics.csv' }] },
        linked_statistics: { groups: [{ label: 'ef' }] },
        RangeGraph: { groups: [{ label: 'RangeGraph' }] },
        time_series: [
          { file_name: '/sims/a.sim', time_series: { groups: [{ data: '/out/a_dynamics.csv' }] } },
        ],
      },
    });
    expect(readDigitalmodel(text, null)).toMatchObject({
      ok: true,
      digitalmodel: { groups: configuration().groups },
    });
  });
});
