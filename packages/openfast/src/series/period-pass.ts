import type {
  PeriodRequest,
  ResolvedSeries,
  RowLayout,
  RowReceiver,
  SeriesSink,
} from '@ballast/results-model';
import { outsideFile } from './outside-file.ts';
import {
  mayContain,
  nearestRow,
  rowsBetween,
  type TimeSpan,
  type TimeWindow,
  timeWindow,
} from './time-window.ts';

/** Returns the values of a column for the current block; valid until the next call. */
export type ColumnOf = (column: number) => Float64Array;

/** Rows as a file stores them, as long as the times of their block. */
export interface StoredRows {
  readonly values: Int16Array | Float64Array;
  readonly width: number;
}

interface Part {
  readonly request: number;
  readonly window: TimeWindow;
  /** Rows of the current block, [from, to) pairs. */
  runs: readonly number[];
  /** What takes rows as they are stored; null if all series get columns. */
  rows: RowReceiver | null;
  /** For an instant: the best sample so far. */
  nearest: { distance: number; time: number; row: number; readonly values: Float64Array } | null;
}

export type LayoutOf = (series: readonly ResolvedSeries[], columns: readonly number[]) => RowLayout;

interface Use {
  readonly part: Part;
  readonly series: number;
}

/**
 * One pass over a file for all period requests together: a reader passes in its rows block by block, each wanted column
 * is decoded once per block, and every request receives its part.
 */
export class PeriodPass {
  readonly #sink: SeriesSink;
  readonly #parts: readonly Part[];
  /** Who takes a column by itself. */
  readonly #uses = new Map<number, Use[]>();
  readonly #columns = new Set<number>();

  /** `layoutOf`: for a reader that has rows, with the columns that any request wants; it passes them to `block`. */
  constructor(
    requests: readonly PeriodRequest[],
    sink: SeriesSink,
    { layoutOf, ...span }: TimeSpan & { readonly layoutOf?: LayoutOf },
  ) {
    this.#sink = sink;
    const parts: Part[] = [];
    for (const [request, { period, series }] of requests.entries()) {
      const window = timeWindow(period, span);
      if (window === null) {
        refuse(request, { period, series }, sink);
        continue;
      }
      for (const warning of outsideFile(period, span)) sink.warning(warning, request);
      parts.push({ request, window, runs: [], rows: null, nearest: startOf(window, series.length) });
      for (const { ref } of series) this.#columns.add(ref);
    }
    this.#parts = parts;
    for (const part of parts) this.#share(part, requests[part.request]?.series ?? [], layoutOf);
  }

  /** Columns that any request wants, in ascending order. */
  get columns(): number[] {
    return [...this.#columns].sort((a, b) => a - b);
  }

  /** False if no request takes samples between the two times, so that the rows need not be read. */
  needs(first: number, last: number): boolean {
    return this.#columns.size > 0 && this.#parts.some(({ window }) => mayContain(window, first, last));
  }

  block(times: Float64Array, columnOf: ColumnOf, rows: StoredRows | null = null): void {
    for (const part of this.#parts) {
      select(part, times);
      if (rows !== null && part.rows !== null) deliverRows(part.rows, part.runs, { times, ...rows });
    }
    for (const [column, uses] of this.#uses) {
      if (!uses.some(({ part }) => isTouched(part))) continue;
      const values = columnOf(column);
      for (const use of uses) this.#deliver(use, times, values);
    }
  }

  /** Delivers what only the end of the file decides. */
  finish(): void {
    for (const { request, nearest, rows } of this.#parts) {
      rows?.finish();
      if (nearest === null || nearest.distance === Infinity) continue;
      const times = Float64Array.of(nearest.time);
      for (let series = 0; series < nearest.values.length; series += 1) {
        this.#sink.block(request, series, times, nearest.values.subarray(series, series + 1));
      }
    }
  }

  /** Decides which series of a part get rows, and which get columns. */
  #share(part: Part, series: readonly ResolvedSeries[], layoutOf: LayoutOf | undefined): void {
    const layout = part.nearest === null ? layoutOf?.(series, this.columns) : undefined;
    part.rows = layout === undefined ? null : (this.#sink.rows?.(part.request, layout) ?? null);
    series.forEach(({ ref }, position) => {
      if (part.rows !== null && layout?.columns[position] !== null) return;
      const use = { part, series: position };
      const known = this.#uses.get(ref);
      if (known === undefined) this.#uses.set(ref, [use]);
      else known.push(use);
    });
  }

  #deliver({ part, series }: Use, times: Float64Array, values: Float64Array): void {
    const { request, runs, nearest } = part;
    if (nearest !== null) {
      if (nearest.row >= 0) nearest.values[series] = values[nearest.row] as number;
      return;
    }
    for (let run = 0; run < runs.length; run += 2) {
      const from = runs[run] as number;
      const to = runs[run + 1] as number;
      if (from === 0 && to === times.length) this.#sink.block(request, series, times, values);
      else this.#sink.block(request, series, times.subarray(from, to), values.subarray(from, to));
    }
  }
}

function deliverRows(
  receiver: RowReceiver,
  runs: readonly number[],
  { times, values, width }: StoredRows & { readonly times: Float64Array },
): void {
  for (let run = 0; run < runs.length; run += 2) {
    const from = runs[run] as number;
    const to = runs[run + 1] as number;
    receiver.add(times.subarray(from, to), values.subarray(from * width, to * width));
  }
}

function refuse(request: number, { period, series: refused }: PeriodRequest, sink: SeriesSink): void {
  refused.forEach((_, series) => {
    sink.problem(request, series, {
      code: 'PERIOD_NOT_APPLICABLE',
      message: `an OpenFAST file has no period "${period.kind}"; it has the whole file, a range of times, or one time`,
    });
  });
}

function startOf(window: TimeWindow, series: number): Part['nearest'] {
  if (window.kind !== 'nearest') return null;
  return { distance: Infinity, time: Number.NaN, row: -1, values: new Float64Array(series) };
}

function isTouched({ runs, nearest }: Part): boolean {
  return nearest === null ? runs.length > 0 : nearest.row >= 0;
}

function select(part: Part, times: Float64Array): void {
  const { window, nearest } = part;
  switch (window.kind) {
    case 'all':
      part.runs = [0, times.length];
      return;
    case 'none':
      return;
    case 'between':
      part.runs = rowsBetween(times, window.from, window.to);
      return;
    case 'nearest':
      if (nearest === null) return;
      nearest.row = nearestRow(times, window.time, nearest.distance);
      if (nearest.row < 0) return;
      nearest.time = times[nearest.row] as number;
      nearest.distance = Math.abs(nearest.time - window.time);
      return;
  }
}
