import type { FileColumns } from '../pack/page-data.ts';

/** What the list is sorted by. */
export type SortKey =
  | 'file'
  | 'status'
  | 'size'
  | 'start'
  | 'took'
  | 'loading'
  | 'computing'
  | 'memory'
  | 'reserved'
  | 'attempts';

export interface Order {
  readonly key: SortKey;
  readonly isDown: boolean;
}

export interface Filter {
  /** Part of a name, in any case. */
  readonly search: string;
  /** Empty for all. */
  readonly status: string;
}

/** The files that a filter lets through, sorted; what is not known comes last. Equal ones keep their order. */
export function orderedFiles(
  files: FileColumns,
  { key, isDown }: Order,
  { search, status }: Filter,
): Uint32Array {
  const wanted = search.toLowerCase();
  const chosen: number[] = [];
  for (let task = 0; task < files.file.length; task += 1) {
    if (status !== '' && files.status[task] !== status) continue;
    if (wanted !== '' && !(files.file[task] ?? '').toLowerCase().includes(wanted)) continue;
    chosen.push(task);
  }
  const order = Uint32Array.from(chosen);
  if (key === 'file' && !isDown) return order;
  if (key === 'file') return order.reverse();
  const direction = isDown ? -1 : 1;
  if (key === 'status') {
    const of = files.status;
    return order.sort((a, b) => direction * compareText(of[a] ?? '', of[b] ?? '') || a - b);
  }
  const values = valuesOf(files, key);
  return order.sort((a, b) => compareNumbers(values[a], values[b], direction) || a - b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a = Number.NaN, b = Number.NaN, direction = 1): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return direction * (a - b);
}

/** The numbers of a column of the list. */
function valuesOf(files: FileColumns, key: Exclude<SortKey, 'file' | 'status'>): Float64Array {
  switch (key) {
    case 'size':
      return files.size;
    case 'start':
      return files.admittedAt;
    case 'took':
      return files.settledAt.map((settled, task) => settled - (files.admittedAt[task] ?? Number.NaN));
    case 'loading':
      return files.loadTime;
    case 'computing':
      return files.computeTime;
    case 'memory':
      return files.highWater;
    case 'reserved':
      return files.reservedAtStart;
    case 'attempts':
      return files.attempts;
  }
}
