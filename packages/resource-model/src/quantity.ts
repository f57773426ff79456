/** A whole number of bytes, never negative. */
export type Bytes = number & { readonly __unit: 'bytes' };
/** A whole number of milliseconds; for an instant, the owner defines the epoch. */
export type Milliseconds = number & { readonly __unit: 'milliseconds' };

/** Rounds up to whole bytes. Throws RangeError on a negative or non-finite value. */
export function bytes(value: number): Bytes {
  return whole(value, 'bytes') as Bytes;
}

/** Rounds up to whole milliseconds. Throws RangeError on a negative or non-finite value. */
export function milliseconds(value: number): Milliseconds {
  return whole(value, 'milliseconds') as Milliseconds;
}

function whole(value: number, unit: string): number {
  const rounded = Math.ceil(value);
  if (!(rounded >= 0) || !Number.isSafeInteger(rounded)) {
    throw new RangeError(`${value} is not a whole, non-negative number of ${unit}`);
  }
  return rounded;
}

export const KIB = 1024;
export const MIB: number = 1024 * KIB;
export const GIB: number = 1024 * MIB;

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes for people: three significant digits and a binary unit, e.g. `3.16 GiB`. */
export function formatBytes(value: number): string {
  let scaled = Math.abs(value);
  let unit = 0;
  while (scaled >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${value < 0 ? '-' : ''}${scaled.toFixed(digits)} ${UNITS[unit]}`;
}

/** A time span for people, from milliseconds: `850 ms`, `12.3 s`, `4 min 05 s`, `2 h 07 min`. */
export function formatDuration(value: number): string {
  if (value < 1000) return `${Math.round(value)} ms`;
  const seconds = value / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const total = Math.round(seconds);
  const pad = (n: number): string => String(n).padStart(2, '0');
  if (total < 3600) return `${Math.floor(total / 60)} min ${pad(total % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}
