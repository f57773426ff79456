import { expect } from 'vitest';

/** Compares plain values, numbers within a relative 1e-9. */
export function expectClose(found: unknown, wanted: unknown): void {
  if (typeof wanted === 'number' && typeof found === 'number') {
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(wanted)));
  } else if (typeof wanted === 'object' && wanted !== null && typeof found === 'object' && found !== null) {
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
    for (const [key, value] of Object.entries(wanted))
      expectClose((found as Record<string, unknown>)[key], value);
  } else {
    expect(found).toEqual(wanted);
  }
}

/** All ways to remove or damage one top-level member of a JSON object. */
export function damaged(state: object): unknown[] {
  return Object.keys(state).flatMap((key) => [
    Object.fromEntries(Object.entries(state).filter(([k]) => k !== key)),
    { ...state, [key]: 'x' },
    { ...state, [key]: null },
    { ...state, [key]: -1 },
  ]);
}
