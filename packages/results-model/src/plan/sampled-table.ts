import { analysisColumns, analysisRows } from '../analyses/analyse.ts';
import type { Rows } from '../analyses/analysed-series.ts';
import { isWildcard } from '../series/wildcard.ts';
import { bareUnit } from '../table/columns/column-units.ts';
import { distinctLabels, seriesName } from '../table/columns/labels.ts';
import { type Cell, csvLine, csvStart } from '../table/style/csv.ts';
import { rounded } from '../table/style/rounded.ts';
import { analysedSeries } from './analysed-plan.ts';
import type { Collector } from './collector.ts';
import type { SamplesPlan } from './read-plan.ts';
import type { ResolvedPlan } from './resolve-plan.ts';
import type { KeptSamples } from './sample-store.ts';

/** What one input has in its own file of one table: its time series or the rows of an analysis. */
export type SampledTable = SeriesTable | RowsTable;

interface RowsTable {
  readonly kind: 'rows';
  readonly plan: SamplesPlan;
  readonly header: readonly string[];
  readonly rows: Rows;
}

/** The time series of one input for one table: a row per sample. */
interface SeriesTable {
  readonly kind: 'series';
  readonly plan: SamplesPlan;
  /** `time`, then the labels. */
  readonly header: readonly string[];
  /** Of the columns of the header; null for one without a unit. */
  readonly units: readonly (string | null)[];
  readonly times: Float64Array;
  /** One array per label; shorter than `times` if a series ends earlier, empty if the file lacks it. */
  readonly columns: readonly Float64Array[];
}

const NO_SAMPLES = new Float64Array(0);

/** A series with other times than the first one of the table is left empty. */
export function sampledTable(
  plan: SamplesPlan,
  { keys, wanted }: ResolvedPlan,
  collector: Collector,
): SampledTable {
  const { analysis } = plan;
  if (analysis !== undefined) {
    const rows = analysisRows(analysedSeries(plan.columns, { keys, wanted }, collector), analysis);
    return { kind: 'rows', plan, header: analysisColumns(analysis), rows };
  }
  const labels: string[] = [];
  const columns: Float64Array[] = [];
  let first: KeptSamples | null = null;
  const units: (string | null)[] = ['s'];
  const add = (label: string, unit: string, samples: KeptSamples | null): void => {
    labels.push(label);
    units.push(bareUnit(unit) || null);
    first ??= samples?.agrees === true ? samples : null;
    const fits = samples !== null && first !== null && samples.fits(first);
    columns.push(fits ? samples.values : NO_SAMPLES);
  };
  for (const { key: number, label } of plan.columns) {
    const resolved = keys[number];
    if (resolved === undefined) throw new Error(`defect: the plan has no key ${number}`);
    const { key } = resolved;
    if (resolved.wanted.length === 0 && !isWildcard(key.variable)) {
      add(label ?? seriesName(key.object, key.variable), '', null);
    }
    for (const position of resolved.wanted) {
      const { series } = wanted[position] ?? {};
      const { object, variable } = series ?? key;
      add(label ?? seriesName(object, variable), series?.unit ?? '', collector.samples(position));
    }
  }
  const header = ['time', ...distinctLabels(labels, ['time'])];
  const times = timesOf(first);
  return { kind: 'series', plan, header, units, times, columns };
}

function timesOf(samples: KeptSamples | null): Float64Array {
  return samples?.times ?? NO_SAMPLES;
}

/** The table as CSV, line by line. */
export function* sampleLines(sampled: SampledTable): Generator<string> {
  const { csv } = sampled.plan;
  yield csvStart(csv) + csvLine(sampled.header, csv);
  for (const cells of sampleRows(sampled)) yield csvLine(cells, csv);
}

/** The rows of the table below its header. */
export function* sampleRows(sampled: SampledTable): Generator<readonly Cell[]> {
  const { decimals } = sampled.plan;
  if (sampled.kind === 'rows') {
    for (const row of sampled.rows) yield rounded(row, decimals);
    return;
  }
  const { times, columns } = sampled;
  for (let i = 0; i < times.length; i++) {
    const cells: Cell[] = [times[i] ?? null];
    for (const column of columns) cells.push(column[i] ?? null);
    yield rounded(cells, decimals);
  }
}
