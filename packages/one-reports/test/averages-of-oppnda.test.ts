import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AveragesTable,
  createHeader,
  type FileResult,
  followPlan,
  type MadeFile,
  type NamePattern,
  type Picture,
  planReads,
  type TableSpec,
} from '@ballast/results-model';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneReports } from '../src/index.ts';
import { namesIn, OPPNDA, oracle, present } from './shared-data.ts';

const NAMES: NamePattern = {
  kind: 'positions',
  delimiter: '_',
  positions: ['scenario', 'router', 'seed', 'ttl', 'buffer', 'report_type'].map((name, position) => ({
    name,
    position,
  })),
  extract: ['seed', 'ttl', 'buffer'].map((name) => ({ name, pattern: '(\\d+)' })),
};

function averages(part: string): AveragesTable {
  return {
    ...{ kind: 'averages', names: NAMES, labels: {}, groupBy: ['router', part], minFiles: 2, lines: [] },
    ...{
      ignore: ['sim_time'],
      template: `{report_type}_{router}_{${part}}_${part}_average.txt`,
      precision: 4,
    },
  };
}

const METRICS = ['delivery_prob', 'overhead_ratio', 'latency_avg', 'hopcount_avg', 'buffertime_avg'];

const TABLES: readonly TableSpec[] = [
  { name: 'ttl', layout: 'averages', columns: [], runs: averages('ttl') },
  { name: 'buffer', layout: 'averages', columns: [], runs: averages('buffer') },
  {
    ...{ name: 'cells', layout: 'averages', columns: [] },
    runs: { ...averages('ttl'), groupBy: ['router', 'buffer', 'ttl'], template: null },
  },
  {
    ...{ name: 'metrics', layout: 'metrics', columns: [] },
    runs: {
      ...{ kind: 'metrics', names: NAMES, labels: {}, figures: METRICS, template: '{router}_metrics.csv' },
      ...{ pictures: ['distribution', 'correlation', 'heat-map', 'surface'], by: 'router' },
      over: ['buffer', 'ttl'],
    },
  },
];
const PLAN = planReads(TABLES);

const all = namesIn(OPPNDA);
const raw = all.filter((name) => name.endsWith('_MessageStatsReport.txt'));
const averaged = all.filter((name) => name.endsWith('_average.txt'));

const results = new Map<string, FileResult>();
beforeAll(async () => {
  for (const name of raw) {
    const file = await oneReports.open(join(OPPNDA, name));
    results.set(name, (await followPlan(file, PLAN)).result);
    file.close();
  }
}, 60_000);

type Row = Readonly<Record<string, unknown>>;

function tableOf(
  name: string,
  inputs: readonly string[] = raw,
): { readonly rows: readonly Row[]; readonly made: ReadonlyMap<string, MadeFile['content']> } {
  const spec = TABLES.find((table) => table.name === name) as TableSpec;
  const header = createHeader(spec, PLAN);
  const own = inputs.flatMap((file) =>
    header.rows({ file, status: 'succeeded', result: results.get(file) ?? null }),
  );
  const rows = [...own, ...header.foot()].map((cells) =>
    Object.fromEntries(header.columns.map((column, i) => [column, cells[i]])),
  );
  return { rows, made: new Map((header.made?.() ?? []).map((file) => [file.name, file.content])) };
}

function pictureOf(made: ReadonlyMap<string, MadeFile['content']>, name: string): Picture {
  const content = made.get(`${name}.svg`);
  if (content?.kind !== 'picture') throw new Error(`there is no picture ${name}`);
  return content.picture;
}

describe.runIf(present)("the averages of OppNDA's own data", () => {
  it.each([
    ['in the order of their names', (names: readonly string[]) => names],
    ['in another order', (names: readonly string[]) => names.toSorted((a, b) => hash(a) - hash(b))],
  ])('are its own, byte for byte, with the runs %s', (_, order) => {
    expect([raw.length, averaged.length]).toEqual([1430, 48]);
    const made = new Map(['ttl', 'buffer'].flatMap((name) => [...tableOf(name, order(raw)).made]));
    expect([...made.keys()].sort()).toEqual(averaged);
    for (const name of averaged) {
      const content = made.get(name);
      expect(content?.kind === 'text' && content.text).toBe(readFileSync(join(OPPNDA, name), 'latin1'));
    }
  });

  interface Analysed {
    readonly runs: number;
    readonly metrics: readonly string[];
    readonly correlation: readonly (readonly number[])[];
    readonly byBufferTtl: Readonly<
      Record<
        string,
        { readonly meanAtSmallest: number; readonly meanAtLargest: number; readonly cells: number }
      >
    >;
    readonly marginalMeansThere: Readonly<
      Record<string, { readonly smallest: number; readonly largest: number }>
    >;
    readonly quartiles: Readonly<Record<string, readonly number[]>>;
    readonly seedSpread: { readonly pooledStd1: number };
  }
  const expected = present
    ? Object.entries(
        oracle<{ readonly routers: Readonly<Record<string, Analysed>> }>('one_analysis.json').routers,
      )
    : [];

  it.each(expected)('%s has every number of its analysis', (router, known) => {
    const { rows, made } = tableOf('metrics');
    expect(rows.filter((row) => row.router === router)).toHaveLength(known.runs);
    const matrix = pictureOf(made, `${router}_correlation`);
    expect(known.metrics).toEqual(METRICS);
    for (const [r, row] of known.correlation.entries())
      for (const [c, value] of row.entries())
        expect(matrix.kind === 'correlation' && matrix.values[r]?.[c]).toBeCloseTo(value, 10);
    const means = (table: string, where: Row, figure: string): unknown =>
      tables[table]?.find(
        (row) => row.figure === figure && Object.entries(where).every(([k, v]) => row[k] === v),
      )?.mean;
    const tables: Readonly<Record<string, readonly Row[]>> = {
      ttl: tableOf('ttl').rows,
      buffer: tableOf('buffer').rows,
    };
    for (const figure of METRICS) {
      const cells = pictureOf(made, `${router}_${figure}_heatmap_buffer_ttl`);
      const surface = pictureOf(made, `${router}_${figure}_3d_buffer_ttl`);
      const values = cells.kind === 'heat-map' ? cells.values : [];
      expect(surface.kind === 'surface' && surface.values).toEqual(values);
      const { meanAtSmallest, meanAtLargest, cells: count } = known.byBufferTtl[figure] ?? {};
      expect(values.flat().filter((value) => value !== null)).toHaveLength(count ?? 0);
      expect(values[0]?.[0]).toBeCloseTo(meanAtSmallest ?? 0, 9);
      expect(values.at(-1)?.at(-1)).toBeCloseTo(meanAtLargest ?? 0, 9);
      const { smallest, largest } = known.marginalMeansThere[figure] ?? {};
      const marginal = (buffer: string, ttl: string): number =>
        (Number(means('buffer', { router, buffer: `${buffer} M` }, figure)) +
          Number(means('ttl', { router, ttl }, figure))) /
        2;
      expect(marginal('5', '60')).toBeCloseTo(smallest ?? 0, 8);
      expect(marginal('100', '300')).toBeCloseTo(largest ?? 0, 8);
      const boxes = pictureOf(made, `distribution_${figure}`);
      const box = boxes.kind === 'distribution' && boxes.boxes.find(({ name }) => name === router);
      for (const [i, quartile] of (known.quartiles[figure] ?? []).entries())
        expect(box === false ? null : box?.quartiles[i]).toBeCloseTo(quartile, 8);
    }
    const spread = tableOf('cells').rows.filter(
      (row) => row.router === router && row.figure === 'delivery_prob',
    );
    expect(spread).toHaveLength(143);
    const variance = spread.reduce((sum, row) => sum + Number(row.std) ** 2, 0) / spread.length;
    expect(Math.sqrt(variance)).toBeCloseTo(known.seedSpread.pooledStd1, 12);
  });
});

/** A fixed order that has nothing to do with the names. */
function hash(text: string): number {
  let state = 7;
  for (const character of text) state = (Math.imul(state, 31) + character.charCodeAt(0)) | 0;
  return Math.imul(state, 2654435761) | 0;
}
