import { type Cycle, cyclesOf } from './fatigue-details.ts';

/** To the nearest integer, halves to the even one. */
function roundEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const LEVELS = 255;
/** In levels. */
const HYSTERESIS = 255 / 50;

/**
 * The Danish recommendation of 1990: the series in 255 levels, turning points at least a fiftieth of its span apart, and
 * ranges rounded to multiples of that.
 */
export function hysteresisCycles(values: Float64Array): Cycle[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const level = (high - low) / LEVELS;
  const points = zigzag(values.map((value) => roundEven((value - low) / level)));
  return cyclesOf(Float64Array.from(points)).cycles.map((cycle) => ({
    ...cycle,
    range: roundEven(cycle.range / HYSTERESIS) * HYSTERESIS * level,
  }));
}

/** Alternating extremes that are at least the hysteresis apart, and the last extreme. */
function zigzag(levels: Float64Array): number[] {
  const points: number[] = [];
  let [low, high] = [levels[0] ?? 0, levels[0] ?? 0];
  let direction = 0;
  for (const value of levels) {
    const [newHigh, newLow] = [Math.max(high, value), Math.min(low, value)];
    if (direction >= 0 && value <= high && high - value >= HYSTERESIS) {
      points.push(high);
      direction = -1;
      [low, high] = [value, value];
    } else if (direction <= 0 && value >= low && value - low >= HYSTERESIS) {
      points.push(low);
      direction = 1;
      [low, high] = [value, value];
    } else [low, high] = [newLow, newHigh];
  }
  points.push(direction >= 0 ? high : low);
  return points;
}
