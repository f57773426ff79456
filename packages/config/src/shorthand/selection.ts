import { isWildcard } from '@ballast/results-model';
import type { Located } from '../yaml/located.ts';
import { scalar } from './located-edits.ts';

export type WrittenName = Extract<Located, { kind: 'scalar' }> & { readonly value: string };

/** A name or a pattern, and what the pattern does not stand for. */
export interface Selected {
  readonly name: WrittenName;
  readonly except: readonly Located[];
}

/**
 * A list of names, patterns and exclusions, which begin with `!`: each name once. A pattern does not stand for what another
 * entry names, nor for what an earlier pattern stands for. Exclusions alone leave out some of everything.
 */
export function selectionOf(written: readonly WrittenName[]): Selected[] {
  const excluded = written.flatMap(({ value, origin }) =>
    isExclusion(value) ? [scalar(value.slice(1), origin)] : [],
  );
  const wanted = written.filter(({ value }) => !isExclusion(value));
  const [first] = written;
  if (wanted.length === 0 && first !== undefined) {
    return [{ name: { ...first, value: '*' }, except: excluded }];
  }
  const exact = wanted.filter(({ value }) => !isWildcard(value));
  return wanted.map((name, i) => {
    if (!isWildcard(name.value)) return { name, except: [] };
    const earlier = wanted.slice(0, i).filter(({ value }) => isWildcard(value));
    return { name, except: [...excluded, ...exact, ...earlier] };
  });
}

const isExclusion = (name: string): boolean => name.length > 1 && name.startsWith('!');
