/** A straight map from numbers to places, with the marks of its axis. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

const WANTED = 6;

/** Takes in all numbers, and ends at marks; a single number is in the middle. */
export function scaleOf(values: readonly number[], [from, to]: readonly [from: number, to: number]): Scale {
  const finite = values.filter(Number.isFinite);
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const most = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const [low, high] = finite.length === 0 ? [0, 1] : least === most ? around(least) : [least, most];
  const step = niceStep((high - low) / WANTED);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * step));
  const [start, end] = [first * step, last * step];
  return { at: (value) => from + ((value - start) / (end - start)) * (to - from), ticks };
}

function around(value: number): [number, number] {
  const half = value === 0 ? 1 : Math.abs(value) / 2;
  return [value - half, value + half];
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Multiples of a step are not exact in binary. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** A number at an axis or in a cell. */
export function numberText(value: number): string {
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}
