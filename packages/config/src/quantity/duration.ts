import { type Milliseconds, milliseconds } from '@ballast/resource-model';
import { type Parsed, refused, scaled, unscaled } from './parsed.ts';

/** Largest first; the pattern accepts each at most once, in this order. */
const UNITS = [
  { names: 'd', ms: 86_400_000 },
  { names: 'h', ms: 3_600_000 },
  { names: 'min|m', ms: 60_000 },
  { names: 'sec|s', ms: 1000 },
  { names: 'ms', ms: 1 },
] as const;

const PARTS = UNITS.map(({ names }) => `(?:([0-9]{1,10}(?:\\.[0-9]{1,6})?) ?(?:${names})(?![a-z]) ?)?`).join(
  '',
);

/** The texts that `parseDuration` reads, as a JSON Schema pattern. */
export const DURATION_PATTERN: string = `^(?=[0-9])${PARTS}$`;
export const DURATION_WORDS = 'a time with its unit';

/**
 * Reads `20min`, `90s`, `2h`, `1h30m`, `1 h 30 min`, `1.5h`, `500ms`, `2d`; `m` means minutes. Larger units
 * come first, each at most once. Rounds up to whole milliseconds. Refuses a number without a unit.
 */
export function parseDuration(text: string): Parsed<Milliseconds> {
  const parts = new RegExp(DURATION_PATTERN).exec(text);
  if (parts === null) return refused(DURATION_WORDS, 'for example `20min`, `90s` or `1h30m`');
  const total = UNITS.reduce((sum, unit, i) => sum + scaled(parts[i + 1] ?? '0') * BigInt(unit.ms), 0n);
  const value = unscaled(total);
  return value === null ? refused('a shorter time') : { ok: true, value: milliseconds(value) };
}

/** A text that `parseDuration` reads back as the same time: `1h30min`. */
export function durationText(time: Milliseconds): string {
  const names = ['h', 'min', 's', 'ms'];
  let rest: number = time;
  let text = '';
  for (const [i, { ms }] of UNITS.slice(1).entries()) {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    if (count > 0) text += `${count}${names[i]}`;
  }
  return text === '' ? '0s' : text;
}
