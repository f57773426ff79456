import type { NativeLibrary } from './native-library.ts';

const NONE = ['OrcinaDefaultReal', 'OrcinaUndefinedReal', 'OrcinaNullReal', 'OrcinaDittoReal'] as const;

/** The library's numbers that stand for "nothing here" as null, its infinity as infinity. */
export function numberOrNull(library: NativeLibrary, value: number): number | null {
  for (const name of NONE) if (library.has(name) && Object.is(library.real(name), value)) return null;
  if (library.has('OrcinaInfinity') && Math.abs(value) === library.real('OrcinaInfinity'))
    return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return value;
}

/** The library's "as usual" for an argument that may be left out. */
export function numberOrDefault(library: NativeLibrary, value: number | null): number {
  return value ?? library.real('OrcinaDefaultReal');
}
