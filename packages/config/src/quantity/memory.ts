import { type Bytes, bytes } from '@ballast/resource-model';
import { type Parsed, refused, scaled, unscaled } from './parsed.ts';

/** How much memory a batch may use: a share of the machine's memory (0 < share <= 1), or a size. */
export type MemoryBudget =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'size'; readonly bytes: Bytes };

const UNIT: Readonly<Record<string, bigint>> = {
  b: 1n,
  kb: 10n ** 3n,
  mb: 10n ** 6n,
  gb: 10n ** 9n,
  tb: 10n ** 12n,
  kib: 1n << 10n,
  mib: 1n << 20n,
  gib: 1n << 30n,
  tib: 1n << 40n,
};

const SIZE = '[0-9]{1,16}(?:\\.[0-9]{1,6})? ?(?:[KkMmGgTt][Ii]?)?[Bb]';
const SHARE = '[0-9]{1,3}(?:\\.[0-9]{1,3})? ?%';
export const SIZE_WORDS = 'a size with its unit';
/** The texts that `parseSize` reads, as a JSON Schema pattern without the range. */
export const SIZE_PATTERN: string = `^${SIZE}$`;

/** The texts that `parseMemory` reads, as a JSON Schema pattern without the ranges. */
export const MEMORY_PATTERN: string = `^(?:${SIZE}|${SHARE})$`;
export const MEMORY_WORDS = 'a share with a percent sign or a size with its unit';

/**
 * Reads `12GB` (10^9 bytes each), `12 GiB` (2^30), `1.5TiB`, `500 MB`, `4096B`; units in either case.
 * Rounds up to whole bytes. Refuses a number without a unit.
 */
export function parseSize(text: string): Parsed<Bytes> {
  if (!new RegExp(SIZE_PATTERN).test(text)) return refused(SIZE_WORDS, 'for example `12GB` or `12GiB`');
  const unit = UNIT[text.replace(/[^A-Za-z]/g, '').toLowerCase()] ?? 1n;
  const size = unscaled(scaled(text.replace(/[^0-9.]/g, '')) * unit);
  return size === null ? refused('a size below 8 PiB') : { ok: true, value: bytes(size) };
}

/** Reads a share of the machine's memory, `75%` (above 0, at most 100, up to three decimals), or a size. */
export function parseMemory(text: string): Parsed<MemoryBudget> {
  if (!new RegExp(MEMORY_PATTERN).test(text)) {
    return refused(MEMORY_WORDS, 'for example `75%` or `12GB`');
  }
  if (text.endsWith('%')) {
    // Whole thousandths of a percent: a share that is written and read back is the same double.
    const thousandths = Number(scaled(text.replace(/[^0-9.]/g, '')) / 1000n);
    return thousandths > 0 && thousandths <= 100_000
      ? { ok: true, value: { kind: 'share', share: thousandths / 100_000 } }
      : refused('a share of more than 0% and at most 100%');
  }
  const size = parseSize(text);
  if (!size.ok) return size;
  return size.value > 0
    ? { ok: true, value: { kind: 'size', bytes: size.value } }
    : refused('a size of more than 0 bytes');
}

/** The shortest text that `parseMemory` reads back as the same budget. */
export function memoryText(budget: MemoryBudget): string {
  if (budget.kind === 'share') return `${Math.round(budget.share * 100_000) / 1000}%`;
  const units = ['TiB', 'GiB', 'MiB', 'KiB', 'TB', 'GB', 'MB', 'kB'] as const;
  const exact = units
    .map((name) => ({ name, size: Number(UNIT[name.toLowerCase()] ?? 1n) }))
    .filter(({ size }) => budget.bytes % size === 0)
    .map(({ name, size }) => `${budget.bytes / size}${name}`);
  return [...exact, `${budget.bytes}B`].reduce((a, b) => (b.length < a.length ? b : a));
}
