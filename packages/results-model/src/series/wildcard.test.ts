import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWildcard, wildcardTest } from './wildcard.ts';

describe('a wildcard', () => {
  it.each([
    ['*', ['', 'RootMxb1'], []],
    ['Root*', ['RootMxb1', 'ROOTfx', 'Root'], ['TwrRoot', 'Roo']],
    ['*Myt', ['TwrBsMyt', 'Myt'], ['Mytx']],
    ['Twr*M*t', ['TwrBsMyt', 'TwrMt'], ['TwrBst', 'TwrM']],
    ['a*a', ['aa', 'aba'], ['a']],
    ['a**b', ['ab', 'axb'], ['a']],
    ['a*bc*c', ['abcc', 'axbcyc'], ['abc']],
  ])('%s stands for %j but not for %j', (wildcard, fitting, others) => {
    const fits = wildcardTest(wildcard);
    expect(fitting.filter((name) => !fits(name))).toEqual([]);
    expect(others.filter(fits)).toEqual([]);
    expect(isWildcard(wildcard)).toBe(true);
  });

  it('fits what it was made from', () => {
    const parts = fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'ab') }), fc.boolean()));
    fc.assert(
      fc.property(parts, (pieces) => {
        const wildcard = pieces.map(([text, kept]) => (kept ? text : '*')).join('');
        expect(wildcardTest(wildcard)(pieces.map(([text]) => text).join(''))).toBe(true);
      }),
    );
  });
});
