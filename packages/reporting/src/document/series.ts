import type { Binding, JournalHeader, RecordOf } from '@ballast/scheduler/journal';
import type { Series } from './figures.ts';

/** Most rows of a series: more than a screen has points. */
const MOST_ROWS = 1200;

type Sample = RecordOf<'sample'>;

/**
 * Samples as at most `MOST_ROWS` rows: the largest of memory and of reservations, since a mean hides the peak that mattered, means of
 * counts, sums of what flowed, and what bound longest.
 */
export function seriesOf(header: JournalHeader, samples: readonly Sample[]): Series {
  const rows = inRows(samples);
  const of = (value: (row: readonly Sample[]) => number): number[] => rows.map(value);
  const count = (which: 0 | 1 | 2 | 3 | 4): number[] => of((row) => tenth(mean(row, ({ n }) => n[which])));
  return {
    at: of((row) => row.at(-1)?.at ?? 0),
    span: of(spanOf),
    used: of((row) => most(row, ({ res }) => res)),
    reserved: of((row) => most(row, ({ hold }) => hold)),
    budget: of((row) => row.at(-1)?.budget ?? header.budget.memory),
    starting: count(0),
    loading: count(1),
    waiting: count(2),
    computing: count(3),
    held: count(4),
    read: of((row) => Math.round(perSecond(row, ({ read }) => read))),
    cores: of((row) => tenth(perSecond(row, ({ cpu }) => cpu) / 1000)),
    permits: of((row) => row.at(-1)?.loads ?? 0),
    bound: rows.map(boundLongest),
  };
}

function inRows(samples: readonly Sample[]): readonly (readonly Sample[])[] {
  const perRow = Math.ceil(samples.length / MOST_ROWS);
  const rows: Sample[][] = [];
  for (let i = 0; i < samples.length; i += perRow) rows.push(samples.slice(i, i + perRow));
  return rows;
}

function spanOf(row: readonly Sample[]): number {
  return row.reduce((sum, { span }) => sum + span, 0);
}

function most(row: readonly Sample[], of: (sample: Sample) => number): number {
  return row.reduce((largest, sample) => Math.max(largest, of(sample)), 0);
}

function mean(row: readonly Sample[], of: (sample: Sample) => number): number {
  const span = spanOf(row);
  const sum = row.reduce((total, sample) => total + of(sample) * sample.span, 0);
  return span === 0 ? 0 : sum / span;
}

function perSecond(row: readonly Sample[], of: (sample: Sample) => number): number {
  const span = spanOf(row);
  return span === 0 ? 0 : (1000 * row.reduce((total, sample) => total + of(sample), 0)) / span;
}

function boundLongest(row: readonly Sample[]): Binding {
  const seconds = boundSecondsOf(row);
  let longest: Binding = row[0]?.bound ?? 'none';
  for (const { bound } of row) if (seconds[bound] > seconds[longest]) longest = bound;
  return longest;
}

/** Seconds for which each resource bound. */
export function boundSecondsOf(samples: readonly Sample[]): Readonly<Record<Binding, number>> {
  const time: Record<Binding, number> = {
    storage: 0,
    cores: 0,
    memory: 0,
    seats: 0,
    limit: 0,
    start: 0,
    tail: 0,
    none: 0,
  };
  for (const { bound, span } of samples) time[bound] += span;
  for (const name of Object.keys(time) as Binding[]) time[name] /= 1000;
  return time;
}

function tenth(value: number): number {
  return Math.round(10 * value) / 10;
}
