import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_PATTERN, nameKey, nameProblem } from './safe-name.ts';

describe('nameProblem', () => {
  it.each(['tower', 'a.b', '.hidden', 'Türme 1', 'console', 'COM10', 'x'.repeat(100)])(
    'accepts %j',
    (name) => {
      expect(nameProblem(name)).toBeNull();
    },
  );

  it.each([
    ['', 'at least one'],
    ['a/b', 'without any of'],
    ['a\\b', 'without any of'],
    ['C:x', 'without any of'],
    ['..', 'ends with a dot'],
    ['x.', 'ends with a dot'],
    ['x ', 'ends with a dot or a space'],
    [' x', 'starts with a space'],
    ['CON', 'reserve'],
    ['nul.csv', 'reserve'],
    ['Lpt1', 'reserve'],
    ['COM¹', 'reserve'],
    ['x'.repeat(101), 'at most 100 characters'],
    ['漢'.repeat(90), 'bytes'],
    ['a\u0000', 'control characters'],
    ['a\ud800', 'control characters'],
    ['\u202egpj', 'invisible characters'],
    ['a\u200bb', 'invisible characters'],
    ['a\u2066b\u2069', 'invisible characters'],
    ['\u{e0041}', 'invisible characters'],
  ])('refuses %j', (name, words) => {
    expect(nameProblem(name)).toContain(words);
  });

  it('refuses every name that the pattern for editors refuses', () => {
    const pattern = new RegExp(NAME_PATTERN);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        fc.pre(nameProblem(name) === null);
        expect(name).toMatch(pattern);
      }),
    );
  });
});

describe('nameKey', () => {
  it('is equal for names that differ by case or by the composition of accents', () => {
    expect(nameKey('Türme')).toBe(nameKey('TU\u0308RME'));
  });
});
