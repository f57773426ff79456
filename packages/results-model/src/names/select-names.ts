import { isWildcard, wildcardTest } from '../series/wildcard.ts';
import { unitName } from './unit-name.ts';

/** A channel, or another thing with a name and a unit. */
interface Named {
  readonly name: string;
  readonly unit: string;
}

/** Patterns and names, and those to leave out, which begin with `!`. */
interface Selection {
  readonly wanted: readonly string[];
  readonly except: readonly string[];
}

function selectionOf(written: readonly string[]): Selection {
  const wanted = written.filter((one) => !one.startsWith('!'));
  const except = written.flatMap((one) => (one.startsWith('!') ? [one.slice(1)] : []));
  return { wanted: wanted.length === 0 ? ['*'] : wanted, except };
}

/** Whether a channel matches one of the patterns, or is one of the names, with or without its unit. */
export function anyOf(names: readonly string[]): (one: Named) => boolean {
  if (names.length === 0) return () => false;
  const matchers = names.filter(isWildcard).map(wildcardTest);
  const exact = new Set(names.filter((one) => !isWildcard(one)).map((one) => one.toLowerCase()));
  return (one) =>
    exact.has(one.name.toLowerCase()) ||
    exact.has(unitName(one).toLowerCase()) ||
    matchers.some((isMatch) => isMatch(one.name));
}

/** Positions of what is selected, in the given order. A name that exists is taken as it is, whatever its characters. */
export function selectNames(names: readonly Named[], written: readonly string[]): number[] {
  const { wanted, except } = selectionOf(written);
  const known = new Set(names.map(({ name }) => name.toLowerCase()));
  const isExact = (one: string): boolean => !isWildcard(one) || known.has(one.toLowerCase());
  const exact = new Set(wanted.filter(isExact).map((one) => one.toLowerCase()));
  const matches = anyOf(wanted.filter((one) => !isExact(one)));
  const isLeftOut = anyOf(except);
  return names.flatMap((one, position) => {
    const isNamed = exact.has(one.name.toLowerCase()) || exact.has(unitName(one).toLowerCase());
    return isNamed || (matches(one) && !isLeftOut(one)) ? [position] : [];
  });
}
