import { formatBytes, formatDuration } from '@ballast/resource-model';
import { percent } from '@ballast/text';
import { TABLE_STATUSES } from '../figures/table-status.ts';
import { boundText } from './bound-text.ts';
import type { Figures, Series } from './figures.ts';

/** One figure of two batches, in words; empty if a batch does not have it. */
export interface SideBySide {
  readonly what: string;
  readonly first: string;
  readonly second: string;
  /** How far the second is from the first; empty if they are equal, or no numbers. */
  readonly change: string;
}

interface Figure {
  readonly what: string;
  readonly of: (figures: Figures) => number | null;
  readonly words: (value: number) => string;
}

/** A change below this is not worth a word. */
const LEAST_CHANGE = 0.005;

const count = (value: number): string => String(value);

const FIGURES: readonly Figure[] = [
  { what: 'took', of: ({ makespan }) => makespan, words: formatDuration },
  {
    what: 'no schedule could be faster than',
    of: ({ bound }) => (bound === null ? null : 1000 * bound.seconds),
    words: formatDuration,
  },
  { what: 'files', of: ({ counts }) => counts.inputs, words: count },
  { what: 'bytes read', of: ({ counts }) => counts.readBytes, words: formatBytes },
  ...TABLE_STATUSES.map(
    (status): Figure => ({
      what: status,
      of: ({ counts }) => counts.statuses[status],
      words: count,
    }),
  ),
  { what: 'attempts', of: ({ counts }) => counts.attempts, words: count },
  { what: 'attempts that were followed by a retry', of: ({ counts }) => counts.retried, words: count },
  { what: 'workers lost', of: ({ counts }) => counts.workersLost, words: count },
  { what: 'most files in flight', of: ({ counts }) => counts.mostInFlight, words: count },
  { what: 'cores', of: ({ cores }) => cores, words: count },
  { what: 'memory budget', of: ({ budget }) => budget.memory, words: formatBytes },
  { what: 'most memory used', of: ({ series }) => most(series.used), words: formatBytes },
  { what: 'error of the memory model', of: ({ predictions }) => predictions.memory.median, words: percent },
  {
    what: 'files above their first reservation',
    of: ({ predictions }) => predictions.memory.above,
    words: percent,
  },
  { what: 'error of the time model', of: ({ predictions }) => predictions.compute.median, words: percent },
  { what: 'fewest load permits', of: ({ series }) => least(permitsOf(series)), words: count },
  { what: 'most load permits', of: ({ series }) => most(permitsOf(series)), words: count },
];

/** What two batches have in common and what differs, row by row; rows that neither has are left out. */
export function sideBySide(first: Figures, second: Figures): readonly SideBySide[] {
  const texts: readonly SideBySide[] = [
    textRow('version', first.batch.product, second.batch.product),
    textRow('machine', first.batch.host, second.batch.host),
  ];
  const limits = textRow('limits', boundText(first.boundSeconds), boundText(second.boundSeconds));
  return [...texts, ...FIGURES.flatMap((figure) => numberRow(figure, first, second)), limits].filter(
    (row) => row.first !== '' || row.second !== '',
  );
}

function textRow(what: string, first: string, second: string): SideBySide {
  return { what, first, second, change: first === second ? '' : 'differs' };
}

function numberRow({ what, of, words }: Figure, first: Figures, second: Figures): readonly SideBySide[] {
  const [a, b] = [of(first), of(second)];
  const isNone = (value: number | null): boolean => value === null || value === 0;
  if (isNone(a) && isNone(b)) return [];
  const text = (value: number | null): string => (value === null ? '' : words(value));
  return [{ what, first: text(a), second: text(b), change: changeOf(a, b) }];
}

function changeOf(from: number | null, to: number | null): string {
  if (from === null || to === null || from === to) return '';
  if (from === 0) return 'more';
  const share = to / from - 1;
  if (Math.abs(share) < LEAST_CHANGE) return '';
  return `${percent(Math.abs(share))} ${share > 0 ? 'more' : 'less'}`;
}

function permitsOf({ permits }: Series): readonly number[] {
  return permits.filter((value) => value !== null);
}

function most(values: readonly number[] | null): number | null {
  if (values === null || values.length === 0) return null;
  return values.reduce((largest, value) => Math.max(largest, value));
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((smallest, value) => Math.min(smallest, value));
}
