import type { NativeLibrary } from './native-library.ts';

const NONE = ['OrcinaDefaultReal', 'OrcinaUndefinedReal', 'OrcinaNullReal', 'OrcinaDittoReal'] as const;

/** Maps the library's "no value" numbers to null and its infinity to `Infinity`. */
export function numberOrNull(library: NativeLibrary, value: number): number | null {
  for (const name of NONE) if (library.has(name) && Object.is(library.real(name), value)) return null;
  if (library.has('OrcinaInfinity') && Math.abs(value) === library.real('OrcinaInfinity'))
    return value > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return value;
}

/** Maps null to the library's "default" number, for arguments that may be omitted. */
export function numberOrDefault(library: NativeLibrary, value: number | null): number {
  return value ?? library.real('OrcinaDefaultReal');
}
