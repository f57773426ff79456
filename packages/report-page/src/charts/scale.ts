import { formatBytes, formatDuration } from '@ballast/resource-model';

/** How the numbers of an axis are written. */
export type NumberStyle = 'plain' | 'count' | 'bytes' | 'milliseconds' | 'seconds';

/** One axis of a drawing. */
export interface Axis {
  readonly label: string;
  readonly style: NumberStyle;
  /** Logarithmic; all values must be above zero. */
  readonly log?: boolean;
  readonly from: number;
  readonly until: number;
}

/** An axis over pixels. */
export interface Scale {
  at(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** The scale of an axis that begins and ends at these pixels; at most this many ticks. */
export function scaleOf(
  axis: Axis,
  { first, last, most }: { readonly first: number; readonly last: number; readonly most: number },
): Scale {
  const isLog = axis.log === true;
  const of = (value: number): number => (isLog ? Math.log(Math.max(Number.MIN_VALUE, value)) : value);
  const from = of(axis.from);
  const span = of(axis.until) - from;
  const values = isLog ? logTicks(axis, most) : linearTicks(axis, most);
  const at = (value: number): number =>
    rounded(span === 0 ? (first + last) / 2 : first + ((last - first) * (of(value) - from)) / span);
  return { at, ticks: values.map((value) => ({ value, text: numberText(value, axis.style) })) };
}

/** A tenth of a pixel: drawings stay small as text. */
export function rounded(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}

/** Below this number of ticks, one more does no harm, and one less would leave zero alone. */
const FEW = 4;

function linearTicks({ from, until, style }: Axis, most: number): number[] {
  const unit = style === 'bytes' ? unitOf(Math.max(Math.abs(from), Math.abs(until))) : 1;
  const rough = Math.max(Number.MIN_VALUE, (until - from) / unit / Math.max(1, most < FEW ? most : most - 1));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = unit * power * ([1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10);
  const ticks: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= until + step * 1e-9 && ticks.length < 50; i += 1)
    ticks.push(i * step);
  return ticks;
}

const STEPS = [1, 2, 5];

/** Powers of ten, of two for bytes; as over a plain axis if hardly any of them are in it. */
function logTicks(axis: Axis, most: number): number[] {
  const { from, until, style } = axis;
  const base = style === 'bytes' ? 2 : 10;
  const low = Math.ceil(Math.log(from) / Math.log(base) - 1e-9);
  const high = Math.floor(Math.log(until) / Math.log(base) + 1e-9);
  if (high - low < 2) {
    const steps = Array.from(
      { length: 3 * (high - low + 2) },
      (_, i) => (STEPS[i % 3] ?? 1) * base ** (low - 1 + Math.floor(i / 3)),
    );
    const within = steps.filter((value) => value >= from && value <= until);
    return base === 10 && within.length > 2 ? within : linearTicks(axis, most).filter((value) => value > 0);
  }
  const every = Math.max(1, Math.ceil((high - low + 1) / most));
  const powers: number[] = [];
  for (let i = Math.ceil(low / every) * every; i <= high; i += every) powers.push(base ** i);
  return powers;
}

function unitOf(bytes: number): number {
  return 1024 ** Math.max(0, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
}

function numberText(value: number, style: NumberStyle): string {
  if (value === 0) return '0';
  switch (style) {
    case 'bytes':
      return formatBytes(value).replace(/\.0+(?= )/, '');
    case 'milliseconds':
      return value < 1 ? `${digits(value, 2)} ms` : formatDuration(value);
    case 'seconds':
      return formatDuration(1000 * value);
    case 'count':
      return String(Math.round(value));
    case 'plain':
      return digits(value, 4);
  }
}

/** A number as people write it: this many significant digits, powers only where zeros would be counted. */
export function digits(value: number, significant = 5): string {
  if (value === 0 || !Number.isFinite(value)) return String(value === 0 ? 0 : value);
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size < -4 || size > 8) return value.toExponential(significant - 1).replace(/\.?0+(?=e)/, '');
  const places = Math.max(0, significant - 1 - size);
  const text = value.toFixed(Math.min(20, places));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
