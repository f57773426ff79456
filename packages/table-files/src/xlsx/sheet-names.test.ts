import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetNames } from './sheet-names.ts';

describe('the names of sheets', () => {
  it.each([
    [
      ['wide', 'long'],
      ['wide', 'long'],
    ],
    [
      ['a', 'A', 'a'],
      ['a', 'A (2)', 'a (3)'],
    ],
    [
      ['x'.repeat(40), `${'x'.repeat(40)}y`],
      ['x'.repeat(31), `${'x'.repeat(27)} (2)`],
    ],
    [
      ['History', "'a'", 'a/b'],
      ['History_', '_a_', 'a_b'],
    ],
  ])('of %j are %j', (tables, names) => {
    expect(sheetNames(tables)).toEqual(names);
  });

  it('are valid and different in Excel, whatever the tables are called', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', "'", 'History', '🌊'.repeat(20), '['),
    );
    fc.assert(
      fc.property(fc.array(name), (tables) => {
        const names = sheetNames(tables);
        expect(new Set(names.map((one) => one.normalize('NFC').toLowerCase())).size).toBe(tables.length);
        for (const one of names) {
          expect(one.length).toBeLessThanOrEqual(31);
          expect(one).toMatch(/^[^[\]:*?/\\]+$/u);
          expect(one).not.toMatch(/^'|'$|^history$/i);
          expect(one).not.toMatch(/\p{Cs}/u);
        }
      }),
    );
  });
});
