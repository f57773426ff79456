import { formatBytes, formatDuration } from '@ballast/resource-model';
import { clockText } from '../components/clock-text.ts';
import type { FileColumns, PageFigures } from '../pack/page-data.ts';

/** The row of the series that a time falls into; -1 if there is none. */
function rowAt({ at }: PageFigures['series'], time: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, at.length - 1);
}

/** What happened at a moment, in one line. */
export function momentText({ series }: PageFigures, time: number): string {
  const row = rowAt(series, time);
  if (row < 0) return clockText(time);
  const count = (values: readonly number[]): string => Math.round(values[row] ?? 0).toString();
  const waiting = Math.round((series.waiting[row] ?? 0) + (series.held[row] ?? 0));
  const tasks = `${count(series.computing)} computing · ${count(series.loading)} loading · ${waiting} waiting`;
  const reserved = formatBytes(series.reserved[row] ?? 0);
  const memory =
    series.used === null
      ? `${reserved} held`
      : `${formatBytes(series.used[row] ?? 0)} used of ${reserved} held`;
  const permits = series.permits[row] ?? null;
  const rate = series.read === null ? [] : [`${formatBytes(series.read[row] ?? 0)}/s`];
  const loads = permits === null ? [] : [`${permits} load ${permits === 1 ? 'permit' : 'permits'}`];
  const storage = [...rate, ...loads].join(', ');
  const bound = series.bound?.[row];
  return [
    `${clockText(time)} · ${tasks}`,
    memory,
    ...(storage === '' ? [] : [storage]),
    ...(bound === undefined || bound === 'none' ? [] : [`bound by ${BOUND_WORDS[bound]}`]),
  ].join(' | ');
}

const BOUND_WORDS = {
  storage: 'storage',
  cores: 'cores',
  memory: 'memory',
  seats: 'licence seats',
  limit: 'the limit on tasks',
  start: 'starting',
  tail: 'the last files',
} as const;

/** What is known of a file, in lines. */
export function fileLines(files: FileColumns, task: number): readonly string[] {
  const time = (column: Float64Array): string | null => {
    const value = column[task] ?? Number.NaN;
    return Number.isNaN(value) ? null : formatDuration(value);
  };
  const memory = (column: Float64Array): string | null => {
    const value = column[task] ?? Number.NaN;
    return Number.isNaN(value) ? null : formatBytes(value);
  };
  const [load, compute] = [time(files.loadTime), time(files.computeTime)];
  const [used, reserved] = [memory(files.highWater), memory(files.reservedAtStart)];
  return [
    `${(files.status[task] ?? '').replaceAll('-', ' ')}, ${formatBytes(files.size[task] ?? 0)}`,
    ...(load === null || compute === null ? [] : [`loaded for ${load}, computed for ${compute}`]),
    ...(used === null ? [] : [`used ${used}${reserved === null ? '' : `, ${reserved} reserved at first`}`]),
  ];
}
