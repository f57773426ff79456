import { describe, expect, it } from 'vitest';
import { column, config, HISTORY, problems, read, SERIES, warnings } from '../../test/digitalmodel-config.ts';
import { configurationKind } from './read-digitalmodel.ts';

describe('a digitalmodel configuration', () => {
  it('is recognised by its basename, in either place', () => {
    expect(configurationKind('meta: { basename: orcaflex_post_process }')).toBe('digitalmodel');
    expect(configurationKind('basename: orcaflex_post_process\nversion: 2')).toBe('digitalmodel');
    expect(configurationKind('basename: mooring\nbasename: orcaflex_post_process')).toBe('digitalmodel');
    expect(configurationKind('version: 1\nbatch: x')).toBe('batch');
    expect(configurationKind('meta: { label: x }')).toBe('unknown');
    expect(configurationKind('meta: [')).toBe('unknown');
  });

  it('for another task is refused', () => {
    expect(problems(config('').replace('orcaflex_post_process', 'mooring'))[0]).toBe(
      'dm.yml:1:19  Expected the basename orcaflex_post_process for `meta.basename`, found the text `mooring` (post-processing is what this program does)'.replace(
        '1:9',
        '1:19',
      ),
    );
  });

  it('takes its override over its own values, and those over the base', () => {
    const text =
      config(`summary_settings: { groups: [{ Label: g, Columns: [{ ${HISTORY}, Statistic_Type: Max }] }] }
parallel_processing: { max_workers: 30, timeout_per_file: 1200 }`);
    expect(read(text)).toMatchObject({
      label: null,
      stableNames: true,
      workers: 30,
      timeout: 1_200_000,
      errorReports: true,
    });
    const override =
      "{'meta': {'label': 'x'}, 'parallel_processing': {'max_workers': 'auto', 'workers': 4}, 'default': {'config': {'overwrite': {'output': False}}}, 'file_management': {}}";
    expect(read(text, override)).toMatchObject({
      label: 'x',
      stableNames: false,
      workers: 4,
      timeout: 1_200_000,
      inputs: { directory: 'sims' },
    });
    expect(read(text, "{'parallel_processing': {'enabled': False}}")).toMatchObject({ workers: 1 });
  });

  it('may hold keys twice: the last counts, with a warning that names both lines', () => {
    const text = `${config(`summary_settings: { groups: [{ Label: g, Columns: [{ ${HISTORY}, Statistic_Type: Max }] }] }
parallel_processing: { max_workers: 30 }
parallel_processing: { max_workers: 2 }`)}`;
    expect(read(text).workers).toBe(2);
    expect(warnings(text)).toEqual([
      'dm.yml:6:1  Expected each key once, found the key `parallel_processing` again on line 6 after line 5; this one counts',
    ]);
  });

  it.each([
    ['SimulationPeriod: [0, 10]', { kind: 'range', from: 0, to: 10 }],
    ['SimulationPeriod: [null, null]', { kind: 'range', from: null, to: null }],
    ['SimulationPeriod: [100, null]', { kind: 'range', from: 100, to: null }],
    ['SimulationPeriod: [5.2]', { kind: 'instant', time: 5.2 }],
    ['SimulationPeriod: StaticState', { kind: 'static' }],
    ['SimulationPeriod: WholeSimulation', { kind: 'whole' }],
    ['SimulationPeriod: LatestWave', { kind: 'latest-wave' }],
    ['SimulationPeriod: 1', { kind: 'stage', stage: 1 }],
    ['SimulationPeriod: null', { kind: 'whole' }],
  ])('has periods such as %s', (period, expected) => {
    expect(column(`${HISTORY}, Statistic_Type: Max, ${period}`)).toMatchObject({ period: expected });
  });

  it.each([
    ['objectExtra: [End A]', { kind: 'end', end: 'A' }],
    ['objectExtra: [End B], ArcLength: [0, 50]', { kind: 'end', end: 'B' }],
    ['objectExtra: [Touchdown]', { kind: 'touchdown' }],
    ['objectExtra: NULL', null],
    ['ArcLength: [12.5]', { kind: 'arclength', arclength: 12.5 }],
    ['ArcLength: []', null],
    ['ArcLength: End B', { kind: 'end', end: 'B' }],
    ['Position: [0, 0, 0]', null],
    ['Position: [1, 2, -3]', { kind: 'point', x: 1, y: 2, z: -3 }],
  ])('has positions such as %s', (position, expected) => {
    expect(column(`${HISTORY}, Statistic_Type: Max, ${position}`)).toMatchObject({ at: expected });
  });

  it('has every command, statistic and transform', () => {
    expect(column(`${HISTORY}, Statistic_Type: StdDev`)).toEqual({
      kind: 'series',
      object: 'Line1',
      variable: 'Effective Tension',
      at: null,
      label: 'T',
      statistics: ['std'],
      period: { kind: 'whole' },
      transform: null,
    });
    expect(column(`Command: Range Graph, ${SERIES}, Statistic_Type: Mean, ArcLength: [0, 50]`)).toEqual({
      kind: 'range-graph',
      object: 'Line1',
      variable: 'Effective Tension',
      label: 'T',
      statistics: ['mean'],
      period: { kind: 'whole' },
      transform: null,
      along: { kind: 'arclength', from: 0, to: 50 },
    });
    expect(
      column(`Command: Range Graph, ${SERIES}, Statistic_Type: Min, objectExtra: [Section, [2]]`),
    ).toMatchObject({ along: { kind: 'sections', from: 2, to: 2 } });
    expect(
      column(`Command: Range Graph, ${SERIES}, Statistic_Type: Min, objectExtra: [Section, [1, 3]]`),
    ).toMatchObject({ along: { kind: 'sections', from: 1, to: 3 } });
    expect(column(`Command: Static Result, ${SERIES}, objectExtra: [End A]`)).toEqual({
      kind: 'static',
      object: 'Line1',
      variable: 'Effective Tension',
      at: { kind: 'end', end: 'A' },
      label: 'T',
      transform: null,
    });
    expect(
      column('Command: GetData, ObjectName: Environment, Variable: [WaveHeight, -1], Label: Hmax'),
    ).toEqual({ kind: 'data', object: 'Environment', name: 'WaveHeight', index: null, label: 'Hmax' });
    expect(column('Command: Get Data, ObjectName: Line1, Variable: [Length, 0], Label: L')).toMatchObject({
      name: 'Length',
      index: 1,
    });
    expect(
      column('Command: GetData, ObjectName: Environment, Variable: [RefCurrentSpeed], Label: U'),
    ).toMatchObject({ index: null });
    expect(
      column(
        'Command: TimeHistory, ObjectName: Line1, Variable: Supports Z force, SupportIndex: 2, Statistic_Type: Max, Label: S',
      ),
    ).toMatchObject({ at: { kind: 'support', index: 2 } });
  });

  it('square-roots one variable, and takes scale and shift after the statistic', () => {
    const api =
      'ObjectName: Line1, Variable: API STD 2RD Method 1, Label: M1, Command: Range Graph, Statistic_Type: Max';
    expect(column(api)).toMatchObject({ transform: { sqrt: true, factor: 1, offset: 0 } });
    expect(
      column(`${HISTORY}, Statistic_Type: Max, transform: { type: linear, scale: 0.001, shift: 2 }`),
    ).toMatchObject({ statistics: ['max'], transform: { sqrt: false, factor: 0.001, offset: 2 } });
    // The largest value times -1 is the smallest of the negated ones.
    expect(
      column(`${HISTORY}, Statistic_Type: Max, transform: { type: linear, scale: -1, shift: 0 }`),
    ).toMatchObject({ statistics: ['min'], transform: { factor: -1 } });
  });

  it('takes templates from the master group with the same index, and nothing leaks from column to column', () => {
    const { groups } = read(
      config(`summary_settings_master:
  groups:
    - Label: from-master
      Columns: [{ Command: TimeHistory, SimulationPeriod: [0, 10], objectExtra: [End B], Statistic_Type: Max }]
summary_settings:
  groups:
    - Columns:
        - { ObjectName: Line1, Variable: A, Label: one, objectExtra: [End A], SimulationPeriod: [5, null], transform: { scale: 2 } }
        - { ObjectName: Line1, Variable: B, Label: two }
    - { Label: own, Columns: [{ ${HISTORY}, Statistic_Type: Min }] }
`),
    );
    expect(groups.map(({ label }) => label)).toEqual(['from-master', 'own']);
    expect(groups[0]?.columns).toMatchObject([
      {
        label: 'one',
        at: { end: 'A' },
        period: { from: 5, to: null },
        transform: { factor: 2 },
        statistics: ['max'],
      },
      { label: 'two', at: { end: 'B' }, period: { from: 0, to: 10 }, transform: null, statistics: ['max'] },
    ]);
    expect(groups[1]?.columns).toMatchObject([{ at: null, period: { kind: 'whole' }, statistics: ['min'] }]);
  });

  it('has linked statistics and time series', () => {
    const { groups } = read(
      config(
        `linked_statistics_settings:
  groups: [{ Label: ef, Columns: [{ ObjectName: Line1, objectExtra: [End B], Variable: [Effective tension, Bend moment, Curvature], Label: x }] }]
time_series_settings:
  groups: [{ Label: ef, Columns: [{ Command: TimeHistory, ${SERIES}, SimulationPeriod: [0, 5] }] }]
`,
        'linked_statistics: { flag: True, csv_decimal: 3 }, time_series: { flag: yes }',
      ),
    );
    expect(groups).toMatchObject([
      {
        kind: 'linked',
        label: 'ef',
        decimals: 3,
        foot: false,
        columns: [
          {
            kind: 'linked',
            variable: 'Effective tension',
            at: { end: 'B' },
            linked: [
              { object: 'Line1', variable: 'Bend moment', at: { end: 'B' } },
              { variable: 'Curvature' },
            ],
          },
        ],
      },
      {
        kind: 'time-series',
        decimals: 6,
        columns: [{ kind: 'series', label: 'T', period: { from: 0, to: 5 } }],
      },
    ]);
  });

  it('has rows of statistics below a summary when any of their flags is on', () => {
    const foot = (statistics: string): boolean | undefined =>
      read(
        config(
          `summary_settings: { groups: [{ Label: g, Columns: [{ ${HISTORY}, Statistic_Type: Max }] }] }`,
          `summary: { flag: True, statistics: { ${statistics} } }`,
        ),
      ).groups[0]?.foot;
    expect(foot('Minimum: False, StdDev: True')).toBe(true);
    expect(foot('Minimum: False, Maximum: False, Mean: False, StdDev: False')).toBe(false);
  });
});
