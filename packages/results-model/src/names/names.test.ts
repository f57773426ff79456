import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWildcard, wildcardTest } from '../series/wildcard.ts';
import { selectNames } from './select-names.ts';
import { splitUnitName, unitName } from './unit-name.ts';

describe('a pattern of names', () => {
  it.each([
    ['Root*[123]', ['RootMxb1', 'RootFzc3', 'root2'], ['RootMxb4', 'RootMxb1x', 'XRoot1']],
    ['Root?xb1', ['RootMxb1', 'RootFxb1'], ['Rootxb1', 'RootMyb1']],
    ['*[!1-3]', ['RootMxb4', 'Time'], ['RootMxb1', 'RootMxb3', '']],
    ['*', ['', 'anything at all', 'a\nb'], []],
    ['a**b*', ['ab', 'axxbyy'], ['b', 'a']],
    ['*[]]', ['x]'], ['x[']],
    ['*[', ['x['], ['x']],
    ['Türm?*', ['türme', 'TÜRME 1'], ['Turme']],
    ['?🌊*', ['x🌊', 'y🌊z'], ['🌊']],
  ])('%s takes and refuses the right ones', (pattern, taken, refused) => {
    const takes = wildcardTest(pattern);
    expect(taken.filter(takes)).toEqual(taken);
    expect(refused.filter(takes)).toEqual([]);
  });

  it('is a text with a star or a question mark, not one with brackets alone', () => {
    expect(['Root*', 'Root?', 'GenPwr_[kW]', 'Line [1]', ''].map(isWildcard)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '*', '?'), maxLength: 8 });
    const names = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 10 });
    fc.assert(
      fc.property(letters, names, (pattern, name) => {
        const expression = new RegExp(`^${pattern.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i');
        expect(wildcardTest(pattern)(name)).toBe(expression.test(name));
      }),
    );
  });

  it('of a thousand stars takes no longer for a long name than for its length', () => {
    expect(wildcardTest('*a'.repeat(500))(`${'a'.repeat(20_000)}b`)).toBe(false);
  });
});

describe('a selection of names', () => {
  const names = ['Time', 'RootMxb1', 'RootMxb2', 'GenPwr', 'Odd*Name'].map((name) => ({
    name,
    unit: '(kW)',
  }));
  const chosen = (...written: readonly string[]) =>
    selectNames(names, written).map((position) => names[position]?.name);

  it('is in the order of the names, each once', () => {
    expect(chosen('GenPwr', 'root*', 'RootMxb2')).toEqual(['RootMxb1', 'RootMxb2', 'GenPwr']);
  });

  it('leaves out what begins with an exclamation mark, and begins with everything if there is nothing else', () => {
    expect(chosen('!Time', '!Odd*')).toEqual(['RootMxb1', 'RootMxb2', 'GenPwr']);
    expect(chosen('*Mxb*', '!*2')).toEqual(['RootMxb1']);
  });

  it('takes a name that exists as it is', () => {
    expect(chosen('Odd*Name')).toEqual(['Odd*Name']);
  });

  it('knows names with their units', () => {
    expect(chosen('GenPwr_[kW]')).toEqual(['GenPwr']);
    expect(chosen('GenPwr_[MW]')).toEqual([]);
  });
});

describe('a name with its unit', () => {
  it('is taken apart as it is put together', () => {
    expect(unitName({ name: 'GenPwr', unit: '(kW)' })).toBe('GenPwr_[kW]');
    expect(splitUnitName('GenPwr_[kW]')).toEqual({ name: 'GenPwr', unit: 'kW' });
    expect(splitUnitName('Line [1]')).toBeNull();
  });
});
