import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ballast, type Ended, readTable } from '../support/run-ballast.ts';
import { messageStats, writeConfigurations, writeReports } from './reports.ts';

const root = mkdtempSync(path.join(tmpdir(), 'ballast-e2e-one-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const reports = path.join(root, 'reports');
const text = (name: string): string => readFileSync(path.join(root, 'averages', name), 'utf8');
const csv = (...name: readonly string[]) => readTable(path.join(root, ...name));

const REPORTS: Readonly<Record<string, string>> = {
  A_EpidemicRouter_1_60_5M: messageStats({ title: 'Message stats for scenario A: 7.0000', created: 10 }),
  A_EpidemicRouter_2_60_5M: messageStats({ created: 12, delivered: 0 }),
  A_EpidemicRouter_3_60m30_5M: messageStats(),
  A_EpidemicRouter_4_60_5M: '',
  A_EpidemicRouter_5_90_5M: messageStats(),
  A_EpidemicRouter_6_90_5M: '',
  'A_EpidemicRouter_1_60_1.5M': messageStats({ created: 20 }),
  'A_EpidemicRouter_2_60_1.5M': messageStats({ created: 22 }),
  A_SprayAndWait6Router_1_60_5M: messageStats(),
  A_SprayAndWait6Router_2_60_5M: messageStats(),
  B_EpidemicRouter_1_60_5M: messageStats({ created: 1000, delivered: 100 }),
  B_EpidemicRouter_2_60_5M: messageStats({ created: 3000, delivered: 1500 }),
  averageload_EpidemicRouter_1_60_5M: messageStats({ created: 7 }),
  averageload_EpidemicRouter_2_60_5M: messageStats({ created: 9 }),
  MY_TEST_EpidemicRouter_1_60_5M: messageStats({ created: 31 }),
  MY_TEST_EpidemicRouter_2_60_5M: messageStats({ created: 33 }),
};

let averaged: Ended;
let analysed: Ended;
beforeAll(async () => {
  writeReports(reports, REPORTS);
  const { averager, analysis } = writeConfigurations(root);
  averaged = await ballast(['run', averager, '--no-html', '--no-history']);
  analysed = await ballast(['run', analysis, '--no-html', '--no-history']);
}, 60_000);

type Row = Readonly<Record<string, string>>;
const group = (rows: readonly Row[], where: Row): Row | undefined =>
  rows.find((row) => Object.entries(where).every(([column, value]) => row[column] === value));

describe("averages of OppNDA's configuration", () => {
  const rows = (): readonly Row[] => csv('averages', 'ttl_average.csv');

  it('take a title with a colon for a title', () => {
    expect(text('A_MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).not.toContain('Message stats');
    expect(group(rows(), { figure: 'Message stats for scenario A' })).toBeUndefined();
  });

  it('keep scenarios apart, each with a file of its own', () => {
    expect(text('A_MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).toContain('created: 16.0000\n');
    expect(text('B_MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).toContain('created: 2000.0000\n');
    expect(
      existsSync(path.join(root, 'averages', 'MessageStatsReport_EpidemicRouter_60_ttl_average.txt')),
    ).toBe(false);
  });

  it('count finished runs, and say how many', () => {
    const created = { scenario_name: 'A', router: 'EpidemicRouter', ttl: '60', figure: 'created' };
    expect(group(rows(), created)).toMatchObject({ runs: '4', n: '4', mean: '16' });
    const latency = group(rows(), { ...created, figure: 'latency_avg' });
    expect(latency).toMatchObject({ runs: '4', n: '3' });
    expect(group(rows(), { scenario_name: 'A', ttl: '90' })).toMatchObject({
      runs: '1',
      figure: '',
      note: 'not averaged: fewer than 2 finished runs',
    });
    expect(readdirSync(path.join(root, 'averages')).join()).not.toContain('_90_ttl');
    expect(averaged.stderr).toContain('A_EpidemicRouter_4_60_5M_MessageStatsReport.txt');
  });

  it('find the parts of a name from its end', () => {
    expect(text('MY_TEST_MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).toContain(
      'created: 32.0000\n',
    );
    expect(readdirSync(path.join(root, 'averages')).filter((name) => name.startsWith('5M'))).toEqual([]);
  });

  it('do not leave out a scenario with the word average in its name', () => {
    expect(text('averageload_MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).toContain(
      'created: 8.0000\n',
    );
  });

  it('take a number with its unit, and refuse what does not match', () => {
    expect(text('MessageStatsReport_EpidemicRouter_1.5_buffer_average.txt')).toContain('created: 21.0000\n');
    expect(group(csv('averages', 'buffer_average.csv'), { buffer: '1.5 M' })).toBeDefined();
    expect([averaged.code, averaged.stderr]).toEqual([
      1,
      expect.stringContaining('the name does not show its run: its ttl'),
    ]);
    expect(averaged.stderr).toContain('A_EpidemicRouter_3_60m30_5M_MessageStatsReport.txt');
  });

  it('say what a median of nothing is, with the deliveries beside it', () => {
    const where = { scenario_name: 'A', router: 'EpidemicRouter', ttl: '60', figure: 'hopcount_med' };
    expect(group(rows(), where)).toMatchObject({
      n: '4',
      mean: '1.5',
      delivered: '3',
      note: 'includes 0 for 1 runs that delivered nothing',
    });
  });

  it('of ratios are means over runs, and the definition says so', () => {
    const where = { scenario_name: 'B', figure: 'delivery_prob' };
    expect(group(rows(), where)).toMatchObject({ mean: '0.3' });
    expect(readFileSync(path.join(root, 'averages', 'definitions.csv'), 'utf8')).toContain(
      'not the ratio of sums',
    );
  });

  it('are in a folder of their own, wherever the command is started, and old ones go', async () => {
    expect(readdirSync(reports)).toHaveLength(Object.keys(REPORTS).length);
    const spray = path.join(root, 'averages', 'MessageStatsReport_SprayAndWait6Router_60_ttl_average.txt');
    expect(existsSync(spray)).toBe(true);
    for (const seed of [1, 2])
      rmSync(path.join(reports, `A_SprayAndWait6Router_${seed}_60_5M_MessageStatsReport.txt`));
    await ballast(['run', path.join(root, 'config', 'averager_config.json'), '--no-html', '--no-history']);
    expect(existsSync(spray)).toBe(false);
    expect(text('B_MessageStatsReport_EpidemicRouter_60_ttl_average.txt')).toContain('created: 2000.0000\n');
  });
});

describe("the analysis of OppNDA's configuration", () => {
  const rows = (): readonly Row[] => csv('plots', 'metrics.csv');

  it('keeps a router with a digit in its name', () => {
    expect(group(rows(), { router: 'SprayAndWait6Router' })).toMatchObject({
      seed: '1',
      ttl: '60',
      buffer: '5',
    });
    expect(existsSync(path.join(root, 'plots', 'SprayAndWait6Router_metrics.csv'))).toBe(true);
  });

  it('has a row for each run of every scenario', () => {
    const runs = rows().filter(
      (row) => row.router === 'EpidemicRouter' && row.ttl === '60' && row.buffer === '5',
    );
    expect(runs.map(({ prefix, seed }) => `${prefix} ${seed}`)).toEqual([
      ...['A 1', 'A 2', 'A 4', 'B 1', 'B 2', 'MY_TEST 1', 'MY_TEST 2', 'averageload 1', 'averageload 2'],
    ]);
    expect(group(rows(), { prefix: 'B', seed: '2' })).toMatchObject({ delivery_prob: '0.5' });
  });

  it('draws the spread of the runs, with their number', () => {
    const svg = readFileSync(path.join(root, 'plots', 'distribution_delivery_prob.svg'), 'utf8');
    // Eleven finished runs of the one router and two of the other.
    expect(svg).toContain('n = 11');
    expect(svg).toContain('n = 2');
    expect(svg).toContain('Of the runs themselves');
  });

  it('chooses its workers by the machine, and says so', () => {
    const effective = readFileSync(
      path.join(root, 'plots', 'analysis_config.ballast', 'batch.effective.yml'),
      'utf8',
    );
    expect(effective).toContain('policy: adaptive');
    expect([analysed.code, analysed.stderr]).toEqual([
      1,
      expect.stringContaining('the name does not show its run: its ttl'),
    ]);
  });
});
