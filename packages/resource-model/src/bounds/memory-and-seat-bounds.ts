import { crowd, pigeonhole } from './pigeonhole.ts';
import type { TaskColumns } from './task-columns.ts';

const at = (column: Float64Array, i: number): number => column[i] ?? 0;

/** No task computes before the shortest load has ended. */
function firstLoad({ load }: TaskColumns): number {
  return load.length === 0 ? 0 : load.reduce((least, value) => Math.min(least, value));
}

/** Sum of memory x computing / M, after the first load. */
export function memoryTime(columns: TaskColumns): number {
  const { count, memory, compute, memoryLimit } = columns;
  let area = 0;
  for (let i = 0; i < count; i += 1) area += (at(memory, i) / memoryLimit) * at(compute, i);
  return firstLoad(columns) + area;
}

const LEVELS = 256;
const LARGEST_DIVISOR = 16;
/** A computed share this close to a step of a function is placed on its lower side, where the function is still valid. */
const NEAR = 1e-9;

/**
 * Sum of f(memory/M) x computing for dual feasible functions f (x1 + x2 + ... <= 1 implies f(x1) + f(x2) + ... <= 1),
 * the largest over three families, after the first load:
 * - U(e): 0 below e, 1 above 1 - e, x between; e = j/256 for j = 1 .. 128;
 * - u(k): floor((k + 1) x)/k, and x itself if (k + 1) x is whole; k = 1 .. 16;
 * - phi(1/j): 0 below 1/j, 1/j up to 1/2, then 1 - floor((1 - x) j)/j; j = 3 .. 16.
 *
 * Source: S. P. Fekete, J. Schepers, New classes of fast lower bounds for bin packing problems, Mathematical
 * Programming 91 (2001), 11-31, applied to the memory in use at every instant.
 */
export function memoryDualFeasible(columns: TaskColumns): number {
  let best = thresholdFamily(columns);
  for (let k = 1; k <= LARGEST_DIVISOR; k += 1) {
    const rounded = (x: number): number => {
      const steps = (k + 1) * x;
      const whole = Math.floor(steps);
      return steps - whole < NEAR ? x : whole / k;
    };
    const stepped = (x: number): number => {
      if (2 * x > 1 + NEAR) return 1 - Math.floor((1 - x) * k + NEAR) / k;
      return k * x >= 1 ? 1 / k : 0;
    };
    best = Math.max(best, weighted(columns, rounded), k < 3 ? 0 : weighted(columns, stepped));
  }
  return firstLoad(columns) + best;
}

function weighted({ count, memory, compute, memoryLimit }: TaskColumns, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += f(at(memory, i) / memoryLimit) * at(compute, i);
  return sum;
}

/**
 * All e of the family in one pass: tasks are collected by the level from which they count, and by the level from which
 * they count as 1.
 */
function thresholdFamily({ count, memory, compute, memoryLimit }: TaskColumns): number {
  const areaFrom = new Float64Array(LEVELS + 1);
  const areaOfFull = new Float64Array(LEVELS + 2);
  const timeOfFull = new Float64Array(LEVELS + 2);
  for (let i = 0; i < count; i += 1) {
    const x = at(memory, i) / memoryLimit;
    const level = Math.floor(x * LEVELS);
    // 1 for every e above 1 - x: from this level of e on.
    const full = Math.floor((1 - x) * LEVELS + NEAR) + 1;
    areaFrom[level] = at(areaFrom, level) + x * at(compute, i);
    areaOfFull[full] = at(areaOfFull, full) + x * at(compute, i);
    timeOfFull[full] = at(timeOfFull, full) + at(compute, i);
  }
  let area = areaFrom.reduce((sum, value) => sum + value, 0);
  let extra = 0;
  let best = 0;
  for (let e = 0; e <= LEVELS / 2; e += 1) {
    extra += at(timeOfFull, e) - at(areaOfFull, e);
    best = Math.max(best, area + extra);
    area -= at(areaFrom, e);
  }
  return best;
}

/** For r = 1 .. 16: at most r tasks larger than M/(r + 1) compute at the same time; pigeonhole on their longest. */
export function memoryPigeonhole({ memory, compute, load, memoryLimit }: TaskColumns): number {
  let best = 0;
  for (let width = 1; width <= LARGEST_DIVISOR; width += 1) {
    const large = crowd(compute, load, (i) => at(memory, i) * (width + 1) > memoryLimit * (1 + NEAR));
    best = Math.max(best, pigeonhole({ ...large, width }));
  }
  return best;
}

/** Sum of seats x (load + computing) / N. */
export function seatTime({ count, seats, load, compute, seatLimit }: TaskColumns): number {
  let area = 0;
  for (let i = 0; i < count; i += 1) area += at(seats, i) * (at(load, i) + at(compute, i));
  return area / seatLimit;
}

/**
 * The number of tasks with seats that run at once is at most the number that fits with the fewest seats any of them
 * takes; pigeonhole on the longest.
 */
export function seatPigeonhole({ count, seats, load, compute, seatLimit }: TaskColumns): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i += 1) if (at(seats, i) > 0) fewest = Math.min(fewest, at(seats, i));
  const width = Math.floor(seatLimit / fewest);
  if (!(width >= 1 && width < count)) return 0;
  const durations = new Float64Array(count);
  for (let i = 0; i < count; i += 1) if (at(seats, i) > 0) durations[i] = at(load, i) + at(compute, i);
  durations.sort().reverse();
  return pigeonhole({ durations, count, width, before: null });
}
