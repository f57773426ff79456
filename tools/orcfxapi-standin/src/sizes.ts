import { random } from './random.ts';
import { UsageError } from './usage-error.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/** The number of bytes in `4096`, `200MB`, `1.5 GiB`. */
export function parseSize(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  const unit = UNITS[(match?.[2] ?? '?').toLowerCase()];
  if (match === null || unit === undefined) {
    throw new UsageError(`'${text}' is not a size; write 4096, 200MB or 1.5GiB`);
  }
  return Math.ceil(Number(match[1]) * unit);
}

export interface SizeSpread {
  readonly files: number;
  readonly min: number;
  readonly max: number;
  readonly seed: number;
}

/** Sizes evenly spread on a logarithmic scale from `min` to `max`, including both, in an order drawn from the seed. */
export function spreadSizes({ files, min, max, seed }: SizeSpread): number[] {
  const last = Math.max(1, files - 1);
  const sizes = Array.from({ length: files }, (_, i) => Math.round(min * (max / min) ** (i / last)));
  const next = random(seed);
  for (let i = files - 1; i > 0; i -= 1) {
    const other = Math.floor(next() * (i + 1));
    [sizes[i], sizes[other]] = [sizes[other] ?? min, sizes[i] ?? min];
  }
  return sizes;
}
