/** Steps may differ from their mean by this share. */
const UNEVEN = 0.01;
/** Of a step: differences of times that are equal but for the last digits of a double. */
const SAME = 1e-6;

/**
 * Samples per second of a clock with even steps: none differs from the mean step by more than 1 %, or all times are those
 * of even steps rounded to coarse multiples, as some formats store them. Null for any other clock and for one sample.
 */
export function evenFrequency(times: Float64Array): number | null {
  const first = times[0] ?? 0;
  const duration = (times.at(-1) ?? first) - first;
  if (!(duration > 0)) return null;
  const step = duration / (times.length - 1);
  let shortest = step;
  let longest = step;
  for (let i = 1; i < times.length; i += 1) {
    const one = (times[i] as number) - (times[i - 1] as number);
    shortest = Math.min(shortest, one);
    longest = Math.max(longest, one);
  }
  const isEven = step - shortest <= UNEVEN * step && longest - step <= UNEVEN * step;
  return isEven || isRounded(times, { step, shortest, longest }) ? 1 / step : null;
}

interface Steps {
  /** The mean. */
  readonly step: number;
  readonly shortest: number;
  readonly longest: number;
}

/** A clock with fewer steps of the rarer length may as well be one that lost samples. */
const LEAST_OF_EACH = 3;

/** Rounding to a grid gives steps of two lengths, multiples of the grid, and takes no time farther from its place than it. */
function isRounded(times: Float64Array, { step, shortest, longest }: Steps): boolean {
  const same = SAME * step;
  const grid = longest - shortest;
  const multiple = shortest / grid;
  if (shortest < 0 || Math.abs(multiple - Math.round(multiple)) > SAME * times.length) return false;
  const first = times[0] ?? 0;
  let short = 0;
  for (let i = 1; i < times.length; i += 1) {
    const one = (times[i] as number) - (times[i - 1] as number);
    if (one - shortest <= same) short += 1;
    else if (longest - one > same) return false;
    if (Math.abs((times[i] as number) - first - i * step) > grid + same) return false;
  }
  return Math.min(short, times.length - 1 - short) >= LEAST_OF_EACH;
}
