import { type PeriodRequest, periodText, type SeriesSink } from '@ballast/results-model';
import { type Span, type Taking, takesOf } from './taking.ts';

/** Values that all blocks together hold. */
const MOST_HELD = 1 << 19;
const LEAST_ROWS = 512;
const MOST_ROWS = 4096;

/** Rows of one series until they are handed on. */
interface Block {
  readonly request: number;
  readonly series: number;
  /** Position in the row: 0 is the time. */
  readonly ref: number;
  readonly sparse: boolean;
  readonly taking: Taking;
  readonly times: Float64Array;
  readonly values: Float64Array;
  filled: number;
  /** For one instant: how far the nearest row is from it. */
  distance: number;
}

/** Hands the rows of one pass to all period requests, in blocks of a fixed size. */
export interface Delivery {
  row(time: number, values: ArrayLike<number>): void;
  end(): void;
}

export function delivery(
  requests: readonly PeriodRequest[],
  sink: SeriesSink,
  { span, isSparse }: { readonly span: Span; readonly isSparse: (ref: number) => boolean },
): Delivery {
  const rows = rowsFor(requests.reduce((sum, { series }) => sum + series.length, 0));
  const blocks = requests.flatMap(({ period, series }, request): Block[] => {
    const taking = takesOf(period, span);
    if (taking === null) {
      for (const i of series.keys()) sink.problem(request, i, notApplicable(periodText(period)));
      return [];
    }
    return series.map(({ ref }, i) => ({
      ...{ request, series: i, ref, sparse: isSparse(ref), taking },
      ...{ times: new Float64Array(rows), values: new Float64Array(rows), filled: 0, distance: Infinity },
    }));
  });
  return {
    row: (time, values) => {
      for (const block of blocks) {
        const value = block.ref === 0 ? time : (values[block.ref - 1] ?? Number.NaN);
        if (block.sparse && Number.isNaN(value)) continue;
        if (block.taking.kind === 'nearest') keepNearest(block, time, value);
        else if (block.taking.takes(time)) add(block, time, value);
        if (block.filled === rows) flush(block, sink);
      }
    },
    end: () => {
      for (const block of blocks) if (block.filled > 0) flush(block, sink);
    },
  };
}

/** A multiple of 512, so that nobody has to copy. */
function rowsFor(series: number): number {
  const rows = Math.floor(MOST_HELD / (2 * Math.max(1, series)) / LEAST_ROWS) * LEAST_ROWS;
  return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, rows));
}

function add(block: Block, time: number, value: number): void {
  block.times[block.filled] = time;
  block.values[block.filled] = value;
  block.filled += 1;
}

function keepNearest(block: Block, time: number, value: number): void {
  if (block.taking.kind !== 'nearest') return;
  const distance = Math.abs(time - block.taking.time);
  if (distance >= block.distance || distance > block.taking.within) return;
  block.distance = distance;
  block.filled = 0;
  add(block, time, value);
}

function flush(block: Block, sink: SeriesSink): void {
  const { request, series, times, values, filled } = block;
  sink.block(request, series, times.subarray(0, filled), values.subarray(0, filled));
  block.filled = 0;
}

function notApplicable(period: string): { readonly code: string; readonly message: string } {
  return {
    code: 'PERIOD_NOT_APPLICABLE',
    message: `a report of the ONE simulator has no period "${period}"; it has the whole report, a range of times, or one time`,
  };
}
