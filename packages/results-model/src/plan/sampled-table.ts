import { type Cell, csvLine } from '../table/csv.ts';
import { distinctLabels, seriesName } from '../table/labels.ts';
import { rounded } from '../table/rounded.ts';
import type { Collector } from './collector.ts';
import type { SamplesPlan } from './read-plan.ts';
import type { ResolvedPlan } from './resolve-plan.ts';
import type { KeptSamples } from './sample-store.ts';

/** The time series of one input for one table: a row per sample. */
export interface SampledTable {
  /** Position of the table among the planned ones. */
  readonly table: number;
  /** `time`, then the labels. */
  readonly header: readonly string[];
  readonly times: Float64Array;
  /** One array per label; shorter than `times` if a series ends earlier, empty if the file lacks it. */
  readonly columns: readonly Float64Array[];
  readonly decimals: number | null;
}

const NO_SAMPLES = new Float64Array(0);

/** A series with other times than the first one of the table is left empty. */
export function sampledTable(
  plan: SamplesPlan,
  { keys, wanted }: ResolvedPlan,
  collector: Collector,
): SampledTable {
  const labels: string[] = [];
  const columns: Float64Array[] = [];
  let times: Float64Array = NO_SAMPLES;
  const add = (label: string, samples: KeptSamples | null): void => {
    labels.push(label);
    columns.push(samples?.agrees === true ? samples.values : NO_SAMPLES);
    if (samples !== null && samples.times.length > times.length) times = samples.times;
  };
  for (const { key: number, label } of plan.columns) {
    const resolved = keys[number];
    if (resolved === undefined) throw new Error(`defect: the plan has no key ${number}`);
    const { key } = resolved;
    if (resolved.wanted.length === 0 && key.variable !== '*') {
      add(label ?? seriesName(key.object, key.variable), null);
    }
    for (const position of resolved.wanted) {
      const series = wanted[position]?.series ?? key;
      add(label ?? seriesName(series.object, series.variable), collector.samples(position));
    }
  }
  const header = ['time', ...distinctLabels(labels, ['time'])];
  return { table: plan.table, header, times, columns, decimals: plan.decimals };
}

/** The table as CSV, line by line. */
export function* sampleLines({ header, times, columns, decimals }: SampledTable): Generator<string> {
  yield csvLine(header);
  for (let i = 0; i < times.length; i++) {
    const cells: Cell[] = [times[i] ?? null];
    for (const column of columns) cells.push(column[i] ?? null);
    yield csvLine(rounded(cells, decimals));
  }
}
