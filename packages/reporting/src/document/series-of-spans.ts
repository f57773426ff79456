import type { JournalHeader, RecordOf } from '@ballast/scheduler/journal';
import type { Span } from './attempt-spans.ts';
import type { Series } from './figures.ts';

/** Rows of a series that is made from attempts. */
const ROWS = 400;

/** What a journal without samples still shows over time: tasks in flight, what was reserved for them, and load permits. */
export function seriesOfSpans(
  header: JournalHeader,
  spans: readonly Span[],
  permits: readonly RecordOf<'load-permits'>[],
): Series {
  const from = spans.reduce((first, span) => Math.min(first, span.from), Number.POSITIVE_INFINITY);
  const until = spans.reduce((last, span) => Math.max(last, span.until), 0);
  const rows = spans.length === 0 || until <= from ? 0 : ROWS;
  const width = rows === 0 ? 0 : (until - from) / rows;
  const column = (): number[] => new Array<number>(rows).fill(0);
  const [loading, computing, reserved] = [column(), column(), column()];
  const spread = (into: number[], [begin, end]: readonly [number, number], amount: number): void => {
    const last = Math.min(rows - 1, Math.floor((end - from) / width));
    for (let row = Math.max(0, Math.floor((begin - from) / width)); row <= last; row += 1) {
      const start = from + row * width;
      const covered = Math.min(end, start + width) - Math.max(begin, start);
      if (covered > 0) into[row] = (into[row] ?? 0) + (amount * covered) / width;
    }
  };
  for (const span of rows === 0 ? [] : spans) {
    const computes = span.computingAt ?? span.until;
    spread(loading, [span.from, computes], 1);
    spread(computing, [computes, span.until], 1);
    spread(reserved, [span.from, span.until], span.attempt.held);
  }
  const at = loading.map((_, row) => Math.round(from + (row + 1) * width));
  return {
    at,
    span: at.map(() => Math.round(width)),
    used: null,
    reserved: reserved.map(Math.round),
    budget: at.map(() => header.budget.memory),
    starting: column(),
    loading: loading.map(tenth),
    waiting: column(),
    computing: computing.map(tenth),
    held: column(),
    read: null,
    cores: null,
    permits: at.map((time) => permits.findLast((record) => record.at <= time)?.permits ?? null),
    bound: null,
  };
}

function tenth(value: number): number {
  return Math.round(10 * value) / 10;
}
