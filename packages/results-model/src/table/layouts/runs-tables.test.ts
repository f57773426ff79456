import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../plan/file-result.ts';
import { planReads } from '../../plan/plan-reads.ts';
import type { MadeFile } from '../../runs/made-file.ts';
import type { NamePattern } from '../../runs/name-pattern.ts';
import type { AveragesTable, MetricsTable, RunsTable } from '../../runs/runs-table.ts';
import type { TableHeader } from '../style/table-header.ts';
import { createHeader } from '../table.ts';

const NAMES: NamePattern = {
  kind: 'positions',
  delimiter: '_',
  positions: ['scenario', 'router', 'seed', 'ttl'].map((name, position) => ({ name, position })),
  extract: [{ name: 'ttl', pattern: 'number' }],
};

const AVERAGES: AveragesTable = {
  kind: 'averages',
  names: NAMES,
  labels: {},
  groupBy: ['router', 'ttl'],
  minFiles: 2,
  ignore: ['sim_time'],
  template: '{report_type}_{router}_{ttl}_ttl_average.txt',
  precision: 4,
  lines: [],
};

const METRICS: MetricsTable = {
  kind: 'metrics',
  names: NAMES,
  labels: {},
  figures: null,
  template: '{router}_metrics.csv',
  pictures: [],
  by: 'router',
  over: null,
};

type Figures = Readonly<Record<string, string>>;

function resultOf(figures: Figures | null, completeness: 'complete' | 'partial' = 'complete'): FileResult {
  const own = Object.entries(figures ?? {});
  return {
    facts: {
      format: 'ONE MessageStatsReport',
      completeness,
      samples: 1,
      series: own.length,
      startTime: 0,
      endTime: 0,
      plannedEndTime: null,
      warnings: [],
      writtenBy: null,
    },
    keys: [],
    series: [],
    values: [{ key: { kind: 'figures' }, unit: '', value: null, range: null, figures: own, problem: null }],
    links: [],
  };
}

const REPORT = '_MessageStatsReport.txt';

/** Rows of the table, by the names of its columns, and the files that it makes. */
function made(
  runs: RunsTable,
  files: Readonly<Record<string, FileResult | null>>,
): { readonly rows: readonly Record<string, unknown>[]; readonly files: Readonly<Record<string, string>> } {
  const spec = { name: 'table', layout: runs.kind, columns: [], runs };
  const header: TableHeader = createHeader(spec, planReads([spec]));
  for (const result of Object.values(files)) header.observe(result);
  const own = Object.entries(files).flatMap(([stem, result]) =>
    header.rows({ file: `${stem}${REPORT}`, status: result === null ? 'failed' : 'succeeded', result }),
  );
  const rows = [...own, ...header.foot()].map((cells) =>
    Object.fromEntries(header.columns.map((column, i) => [column, cells[i]])),
  );
  return {
    rows,
    files: Object.fromEntries((header.made?.() ?? []).map((file) => [file.name, textOf(file)])),
  };
}

function textOf({ content }: MadeFile): string {
  return content.kind === 'text' ? content.text : content.picture.kind;
}

describe('averages', () => {
  it('have a row for each group and figure, and a text for each group', () => {
    const { rows, files } = made(AVERAGES, {
      A_R_1_60: resultOf({ sim_time: '1.0', created: '10', rtt: 'NaN' }),
      A_R_2_60: resultOf({ sim_time: '1.0', created: '11', rtt: 'NaN' }),
    });
    expect(files).toEqual({ 'MessageStatsReport_R_60_ttl_average.txt': 'created: 10.5000\nrtt: nan\n' });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      scenario: 'A',
      router: 'R',
      ttl: '60',
      figure: 'created',
      runs: 2,
      n: 2,
    });
    const { mean, std, min, max, low95, high95 } = rows[0] ?? {};
    expect([mean, std, min, max]).toEqual([10.5, Math.SQRT1_2, 10, 11]);
    expect(Number(high95) - Number(low95)).toBeCloseTo(2 * 12.7062047 * 0.5, 6);
    expect(rows[1]).toMatchObject({ figure: 'rtt', runs: 2, n: 0, mean: null, std: null });
  });

  it('never mix scenarios: both have a file of their own', () => {
    const { rows, files } = made(AVERAGES, {
      A_R_1_60: resultOf({ created: '10' }),
      A_R_2_60: resultOf({ created: '20' }),
      B_R_1_60: resultOf({ created: '1000' }),
      B_R_2_60: resultOf({ created: '2000' }),
    });
    expect(files).toEqual({
      'A_MessageStatsReport_R_60_ttl_average.txt': 'created: 15.0000\n',
      'B_MessageStatsReport_R_60_ttl_average.txt': 'created: 1500.0000\n',
    });
    expect(rows.map(({ scenario, mean }) => [scenario, mean])).toEqual([
      ['A', 15],
      ['B', 1500],
    ]);
  });

  it('never mix units', () => {
    const { rows } = made(AVERAGES, {
      A_R_1_5M: resultOf({ created: '1' }),
      A_R_2_5M: resultOf({ created: '1' }),
      A_R_1_5k: resultOf({ created: '9' }),
      A_R_2_5k: resultOf({ created: '9' }),
    });
    expect(rows.map(({ ttl, mean }) => [ttl, mean])).toEqual([
      ['5 M', 1],
      ['5 k', 9],
    ]);
  });

  it('count finished runs only, and list groups of too few', () => {
    const { rows, files } = made(AVERAGES, {
      A_R_1_60: resultOf({ created: '10' }),
      A_R_2_60: resultOf(null, 'partial'),
      A_R_3_60: null,
      A_R_1_90: resultOf({ created: '10' }),
      A_R_2_90: resultOf({ created: '20' }),
      A_R_3_90: resultOf(null, 'partial'),
      A_R_4_90: resultOf({ relayed: '5' }),
    });
    expect(Object.keys(files)).toEqual(['MessageStatsReport_R_90_ttl_average.txt']);
    expect(rows[0]).toMatchObject({
      ttl: '60',
      figure: null,
      runs: 1,
      note: expect.stringMatching(/fewer than 2/),
    });
    expect(rows[1]).toMatchObject({ ttl: '90', figure: 'created', runs: 3, n: 2, mean: 15 });
    expect(rows[2]).toMatchObject({ figure: 'relayed', runs: 3, n: 1, std: null });
  });

  it('say what a median of nothing is', () => {
    const { rows } = made(AVERAGES, {
      A_R_1_60: resultOf({ delivered: '0', hopcount_med: '0' }),
      A_R_2_60: resultOf({ delivered: '8', hopcount_med: '2' }),
    });
    expect(rows.find(({ figure }) => figure === 'hopcount_med')).toMatchObject({
      mean: 1,
      delivered: 4,
      note: 'includes 0 for 1 runs that delivered nothing',
    });
  });

  it('are in the order of numbers', () => {
    const files = Object.fromEntries(
      [10, 9, 100].flatMap((ttl) => [1, 2].map((seed) => [`A_R_${seed}_${ttl}`, resultOf({ created: '1' })])),
    );
    expect(made(AVERAGES, files).rows.map(({ ttl }) => ttl)).toEqual(['9', '10', '100']);
  });

  it('are drawn as lines over the last part', () => {
    const files = Object.fromEntries(
      [9, 10].flatMap((ttl) => [1, 2].map((seed) => [`A_R_${seed}_${ttl}`, resultOf({ created: `${ttl}` })])),
    );
    expect(Object.keys(made({ ...AVERAGES, template: null, lines: ['created'] }, files).files)).toEqual([
      'created_ttl_line.svg',
    ]);
  });
});

describe('metrics', () => {
  it('have a row for each run in input order, also for one that did not end', () => {
    const { rows, files } = made(METRICS, {
      'A_R_2_1.5M': resultOf({ created: '10', rtt: 'NaN' }),
      A_Q_1_60: resultOf({ created: '11', hits: '3' }),
      A_Q_3_60: resultOf(null, 'partial'),
    });
    expect(rows).toEqual([
      expect.objectContaining({ router: 'R', ttl: 1.5, ttl_unit: 'M', created: 10, rtt: null, hits: null }),
      expect.objectContaining({ router: 'Q', seed: 1, ttl: 60, ttl_unit: null, created: 11, hits: 3 }),
      expect.objectContaining({ router: 'Q', seed: 3, created: null }),
    ]);
    expect(Object.keys(files)).toEqual(['R_metrics.csv', 'Q_metrics.csv']);
    expect(files['Q_metrics.csv']).toBe(
      'filename,source_report,scenario,router,seed,ttl,report_type,created,rtt,hits\r\n' +
        'A_Q_1_60_MessageStatsReport.txt,MessageStatsReport,A,Q,1,60,MessageStatsReport,11,,3\r\n',
    );
  });

  it('are drawn from the runs of each router', () => {
    const pictures = ['distribution', 'correlation', 'heat-map', 'surface'] as const;
    const spec: MetricsTable = {
      ...METRICS,
      ...{ template: null, figures: ['created'], pictures, over: ['seed', 'ttl'] },
    };
    const files = Object.fromEntries(
      [9, 10].flatMap((ttl) =>
        [1, 2].map((seed) => [`A_R_${seed}_${ttl}`, resultOf({ created: `${ttl * seed}` })]),
      ),
    );
    expect(made(spec, files).files).toEqual({
      'distribution_created.svg': 'distribution',
      'R_correlation.svg': 'correlation',
      'R_created_heatmap_seed_ttl.svg': 'heat-map',
      'R_created_3d_seed_ttl.svg': 'surface',
    });
  });
});
