import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFault } from '@ballast/resource-model';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { convertOppnda, loadOppnda, oppndaKind } from './index.ts';

const AVERAGER = {
  folder: 'reports',
  file_filter: { extension: '.txt', contains: '' },
  report_types: ['MessageStatsReport'],
  filename_pattern: {
    delimiter: '_',
    components: { scenario_name: 0, router: 1, ttl: 2, report_type: 3 },
    extract: { ttl: '(\\d+)' },
  },
  average_groups: [
    { name: 'ttl', group_by: ['router', 'ttl'], output_template: '{report_type}_{router}_{ttl}_average.txt' },
  ],
  output: { precision: 3 },
};
const ANALYSIS = {
  directories: { plots_dir: 'plots', report_dir: 'reports' },
  enabled_plots: { pairplot: true, heatmaps: false },
  filename_structure: {
    delimiter: '_',
    raw_files: { positions: { buffer: 3, prefix: 0, router: 1, ttl: 2 } },
  },
  grouping_labels: { ttl: 'TTL (s)', default: 'x' },
  metrics: { include: ['delivery_prob', 'latency_avg'], ignore: ['latency_avg'] },
};

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function converted(config: object, file = 'averager_config.json'): Record<string, unknown> {
  return parse(convertOppnda({ file, text: JSON.stringify(config) }).text) as Record<string, unknown>;
}

function mistakesOf(config: object): readonly string[] {
  try {
    converted(config);
    return [];
  } catch (error) {
    if (!isFault(error)) throw error;
    return (error.details?.lines ?? []) as readonly string[];
  }
}

describe('a configuration', () => {
  it('is recognised by its keys', () => {
    expect([AVERAGER, ANALYSIS, { reader: 'one' }].map((one) => oppndaKind(JSON.stringify(one)))).toEqual([
      'averager',
      'analysis',
      null,
    ]);
    expect(oppndaKind('a: [')).toBeNull();
  });

  it('finds its folder beside itself, above itself, or where the command runs', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'ballast-oppnda-'));
    made.push(root);
    mkdirSync(path.join(root, 'config'));
    mkdirSync(path.join(root, 'reports'));
    const file = path.join(root, 'config', 'averager_config.json');
    const text = JSON.stringify(AVERAGER);
    const checked = loadOppnda({ file, text }, {});
    expect(
      [checked.inputDirectory, checked.batch.tablesFolder, checked.output].map(relativeTo(root)),
    ).toEqual([...['reports', 'averages', 'averages/averager_config.ballast']]);
    const elsewhere = loadOppnda(
      { file, text },
      { output: path.join(root, 'out'), overrides: ['resources.workers=2'] },
    );
    expect(elsewhere.batch.resources.workers).toBe(2);
    expect([elsewhere.batch.tablesFolder, elsewhere.output].map(relativeTo(root))).toEqual([
      ...['out', 'out/averager_config.ballast'],
    ]);
  });

  it('of the averager becomes tables of averages', () => {
    expect(converted(AVERAGER)).toMatchObject({
      reader: 'one',
      inputs: { include: ['*MessageStatsReport.txt', '*MessageStatsReport_[0-9][0-9][0-9][0-9].txt'] },
      names: {
        positions: { scenario_name: 0, router: 1, ttl: 2, report_type: 3 },
        extract: { ttl: '(\\d+)' },
      },
      tables: [
        {
          ...{ name: 'ttl', layout: 'averages', groupBy: ['router', 'ttl'], minFiles: 2, precision: 3 },
          template: '{report_type}_{router}_{ttl}_average.txt',
        },
      ],
    });
  });

  it('without types of reports takes every file that is not one of its averages', () => {
    const { inputs } = converted({ ...AVERAGER, report_types: [] });
    expect(inputs).toMatchObject({ include: ['*.txt'], exclude: ['*_*_*_average.txt'] });
  });

  it('of the analysis becomes averages of each number, and metrics with pictures', () => {
    const { tables, names } = converted(ANALYSIS, 'analysis_config.json');
    expect(names).toMatchObject({ extract: { buffer: 'number', ttl: 'number' } });
    expect(tables).toMatchObject([
      { name: 'buffer_average', groupBy: ['router', 'buffer'], lines: ['delivery_prob'] },
      { name: 'ttl_average', groupBy: ['router', 'ttl'], labels: { ttl: 'TTL (s)' } },
      {
        ...{ name: 'metrics', figures: ['delivery_prob'], template: '{router}_metrics.csv' },
        ...{ pictures: ['distribution', 'heat-map', 'surface'], over: ['buffer', 'ttl'] },
      },
    ]);
  });

  it('says what has no equivalent', () => {
    const { warnings } = convertOppnda({
      file: 'a.json',
      text: JSON.stringify({ ...ANALYSIS, extra: 1 }, null, 1),
    });
    expect(warnings.join('\n')).toMatch(/a\.json:\d+:\d+ .*`extra`.*ignored/);
    expect(warnings.join('\n')).toMatch(/`enabled_plots\.pairplot`.*true, which is ignored/);
  });

  it.each([
    [{ ...AVERAGER, folder: 7 }, /the path of a folder for `folder`/],
    [{ ...AVERAGER, data_separator: '=' }, /a colon/],
    [{ ...AVERAGER, average_groups: [] }, /at least one group/],
    [
      { ...AVERAGER, average_groups: [{ name: 'a', group_by: ['rooter'], output_template: 'x.txt' }] },
      /one of the components/,
    ],
    [{ ...ANALYSIS, filename_structure: { raw_files: { positions: { ttl: 0 } } } }, /the position of router/],
  ])('with a mistake is refused with its place', (config, message) => {
    expect(mistakesOf(config).join('\n')).toMatch(message);
  });
});

function relativeTo(root: string): (file: string | null) => string {
  return (file) =>
    path
      .relative(root, file ?? '')
      .split(path.sep)
      .join('/');
}
