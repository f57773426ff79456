import { expect } from 'vitest';

/** What a file of reference numbers has at a path; NaN for what is not a number there. */
export function at(value: unknown, ...path: readonly (string | number)[]): number {
  let here = value;
  for (const step of path) here = (here as Record<string | number, unknown> | undefined)?.[step];
  return typeof here === 'number' ? here : Number.NaN;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly number[] {
  let here = value;
  for (const step of path) here = (here as Record<string, unknown> | undefined)?.[step];
  return Array.isArray(here) ? (here as number[]) : [];
}

/** Fails unless both are numbers that differ by at most 1e-9 of the expected one, or of `scale`. */
export function expectClose(
  found: number | null | undefined,
  expected: number,
  what: string,
  scale?: number,
): void {
  const allowed = 1e-9 * Math.abs(scale ?? expected);
  const difference = Math.abs((found ?? Number.NaN) - expected);
  expect(difference, `${what}: ${found}, expected ${expected}`).toBeLessThanOrEqual(allowed);
}
