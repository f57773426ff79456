import type { Interval } from '../statistics/bootstrap.ts';

/** `1.23 s`, three significant digits. */
export function secondsText(seconds: number): string {
  return `${digits(seconds)} s`;
}

function digits(value: number): string {
  if (value === 0) return '0';
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(places, 6));
}

/** Medians of counts may be fractions. */
export function countText(count: number): string {
  return String(Number(count.toFixed(1)));
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Powers of 1,000. */
export function bytesText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${digits(bytes / 1000 ** power)} ${UNITS[power] ?? 'B'}`;
}

/** `1.05 [0.98, 1.12]`. */
export function intervalText({ estimate, low, high }: Interval, text: (value: number) => string): string {
  return `${text(estimate)} [${text(low)}, ${text(high)}]`;
}

export function ratioText(ratio: Interval): string {
  return intervalText(ratio, (value) => value.toFixed(3));
}

export function orNone<T>(value: T | null | undefined, text: (value: T) => string): string {
  return value === null || value === undefined ? 'not measured' : text(value);
}
