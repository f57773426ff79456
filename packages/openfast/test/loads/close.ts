import { expect } from 'vitest';

type Step = string | number;

/** The numbers that were compared, by the object or list that contains them. */
const compared = new WeakMap<object, Set<string>>();

function mark(container: object, key: Step): void {
  const keys = compared.get(container) ?? new Set();
  compared.set(container, keys.add(`${key}`));
}

/** What a file of reference numbers has at a path; NaN for what is not a number there. */
export function at(value: unknown, ...path: readonly Step[]): number {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return Number.NaN;
    mark(here, step);
    here = (here as Record<Step, unknown>)[step];
  }
  return typeof here === 'number' ? here : Number.NaN;
}

/** The numbers of a list, all of which the caller compares. */
export function listAt(value: unknown, ...path: readonly Step[]): readonly number[] {
  let here = value;
  for (const step of path) here = (here as Record<Step, unknown> | undefined)?.[step];
  if (!Array.isArray(here)) return [];
  for (const i of here.keys()) mark(here, i);
  return here as number[];
}

/** Paths of all numbers below a value that no `at` or `listAt` has asked for, and how many it has. */
export function uncovered(value: unknown): { readonly missed: readonly string[]; readonly covered: number } {
  const missed: string[] = [];
  let covered = 0;
  const walk = (here: object, path: string): void => {
    for (const [key, inner] of Object.entries(here)) {
      if (typeof inner === 'object' && inner !== null) walk(inner, `${path}/${key}`);
      else if (typeof inner !== 'number') continue;
      else if (compared.get(here)?.has(key) === true) covered += 1;
      else missed.push(`${path}/${key}`);
    }
  };
  if (typeof value === 'object' && value !== null) walk(value, '');
  return { missed, covered };
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
