import type { Abscissa, Curves } from '@ballast/reporting';

/** More files than this are shown in groups. */
const MOST_FILES = 2000;
const GROUPS = 200;
/** Properties of load cases, and numbers in file names. */
const MOST_PROPERTIES = 4;

/** Something that every file has a number for; NaN for one that has none. */
export interface Property {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** An abscissa, and which point each task belongs to; -1 for none. */
interface Grouping {
  readonly abscissa: Abscissa;
  readonly pointOf: Int32Array;
}

/** What files can be shown over, and the curves of a channel over each of them. */
export interface Against {
  readonly against: readonly Abscissa[];
  curvesOf(values: {
    readonly min: Float64Array;
    readonly mean: Float64Array;
    readonly max: Float64Array;
  }): readonly Curves[];
}

/** `tasks`: those with results, in input order. */
export function againstOf(tasks: readonly number[], properties: readonly Property[]): Against {
  const order = { name: 'the files in their order', unit: '', values: orderOf(tasks) };
  const all = [order, ...properties];
  const groupings =
    tasks.length <= MOST_FILES ? all.map((one) => singly(tasks, one)) : all.map((one) => grouped(tasks, one));
  const isShared = tasks.length <= MOST_FILES;
  return {
    against: groupings.map(({ abscissa }) => abscissa),
    // Each file is a point: the curves are the same over anything.
    curvesOf: (values) =>
      (isShared ? groupings.slice(0, 1) : groupings).map((grouping) => curves(grouping, values)),
  };
}

function orderOf(tasks: readonly number[]): Float64Array {
  const values = new Float64Array((tasks.at(-1) ?? -1) + 1).fill(Number.NaN);
  for (const [i, task] of tasks.entries()) values[task] = i + 1;
  return values;
}

function singly(tasks: readonly number[], { name, unit, values }: Property): Grouping {
  const pointOf = new Int32Array((tasks.at(-1) ?? -1) + 1).fill(-1);
  for (const [point, task] of tasks.entries()) pointOf[task] = point;
  const x = tasks.map((task) => finiteOrNull(values[task] ?? Number.NaN));
  return { abscissa: { name, unit, x, task: tasks, count: tasks.map(() => 1) }, pointOf };
}

/** Files with equal values, or with values in the same of many equal spans. */
function grouped(tasks: readonly number[], { name, unit, values }: Property): Grouping {
  const known = tasks.filter((task) => Number.isFinite(values[task] ?? Number.NaN));
  const different = new Set<number>();
  for (const task of known) if (different.size <= GROUPS) different.add(values[task] ?? 0);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const task of known) {
    low = Math.min(low, values[task] ?? low);
    high = Math.max(high, values[task] ?? high);
  }
  const keyOf = (value: number): number =>
    different.size <= GROUPS
      ? value
      : Math.min(GROUPS - 1, Math.floor((GROUPS * (value - low)) / (high - low)));
  const groups = new Map<number, { sum: number; count: number; readonly tasks: number[] }>();
  for (const task of known) {
    const value = values[task] ?? 0;
    const key = keyOf(value);
    const group = groups.get(key) ?? { sum: 0, count: 0, tasks: [] };
    groups.set(key, group);
    group.sum += value;
    group.count += 1;
    group.tasks.push(task);
  }
  const sorted = [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
  const pointOf = new Int32Array((tasks.at(-1) ?? -1) + 1).fill(-1);
  for (const [point, group] of sorted.entries()) for (const task of group.tasks) pointOf[task] = point;
  return {
    abscissa: {
      name,
      unit,
      x: sorted.map(({ sum, count }) => sum / count),
      task: sorted.map(() => null),
      count: sorted.map(({ count }) => count),
    },
    pointOf,
  };
}

function curves(
  { abscissa: { x }, pointOf }: Grouping,
  values: { readonly min: Float64Array; readonly mean: Float64Array; readonly max: Float64Array },
): Curves {
  const min = x.map((): number | null => null);
  const max = x.map((): number | null => null);
  const sum = x.map(() => 0);
  const count = x.map(() => 0);
  for (let task = 0; task < pointOf.length; task += 1) {
    const point = pointOf[task] ?? -1;
    const [low = Number.NaN, mean = Number.NaN, high = Number.NaN] = [
      values.min[task],
      values.mean[task],
      values.max[task],
    ];
    if (point < 0 || !Number.isFinite(mean)) continue;
    min[point] = Math.min(min[point] ?? low, low);
    max[point] = Math.max(max[point] ?? high, high);
    sum[point] = (sum[point] ?? 0) + mean;
    count[point] = (count[point] ?? 0) + 1;
  }
  return { min, max, mean: sum.map((all, point) => (count[point] === 0 ? null : all / (count[point] ?? 1))) };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The properties of load cases that are numbers. */
export function caseProperties(
  cases: readonly (Readonly<Record<string, string>> | null)[],
): readonly Property[] {
  const names = new Set(cases.flatMap((values) => Object.keys(values ?? {})));
  return [...names]
    .map((name) => ({
      name,
      unit: '',
      values: Float64Array.from(cases, (values) => numberIn(values?.[name] ?? '')),
    }))
    .filter(isUseful)
    .slice(0, MOST_PROPERTIES);
}

function numberIn(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

const NUMBER = /\d+(?:\.\d+)?/g;

/** Numbers in file names, if all names have the same form: each is called by the letters before it. */
export function nameProperties(files: readonly string[]): readonly Property[] {
  const [first = ''] = files;
  const form = first.replaceAll(NUMBER, '#');
  const found = files.map((file) =>
    file.replaceAll(NUMBER, '#') === form ? (file.match(NUMBER) ?? []) : null,
  );
  if (found.includes(null)) return [];
  const parts = form.split('#');
  return parts
    .slice(0, -1)
    .map((before, place) => ({
      name: `number after "${before.match(/[^/\\]{1,12}$/)?.[0] ?? '/'}" in the name`,
      unit: '',
      values: Float64Array.from(found, (numbers) => Number(numbers?.[place] ?? Number.NaN)),
    }))
    .filter(isUseful)
    .slice(0, MOST_PROPERTIES);
}

/** It has several values, of which some are of several files, or it would only be the order again. */
function isUseful({ values }: Property): boolean {
  const known = new Set<number>();
  for (const value of values) if (Number.isFinite(value)) known.add(value);
  return known.size > 1 && (known.size < values.length || values.length <= 50);
}
