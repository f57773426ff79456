/** The value of a text, or what was expected instead, in words for a message. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly expected: string; readonly hint?: string };

export function refused(expected: string, hint?: string): Parsed<never> {
  return { ok: false, expected, ...(hint === undefined ? {} : { hint }) };
}

/** Decimals that a quantity may have. */
const DECIMALS = 6;
const SCALE = 10n ** BigInt(DECIMALS);

/** A decimal number times 10^6, exactly: 1.1 GB must not become 1,100,000,001 bytes. */
export function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(DECIMALS, '0'));
}

/** Rounds up; null beyond the integers that a double represents exactly. */
export function unscaled(value: bigint): number | null {
  const whole = (value + SCALE - 1n) / SCALE;
  return whole > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(whole);
}
