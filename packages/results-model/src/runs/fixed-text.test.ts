import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedText } from './fixed-text.ts';

describe('a number with a fixed count of decimals', () => {
  it.each([
    [0.03125, 4, '0.0312'],
    [0.09375, 4, '0.0938'],
    [-0.03125, 4, '-0.0312'],
    [0.5, 0, '0'],
    [1.5, 0, '2'],
    [2.5, 0, '2'],
    [1.00005, 4, '1.0001'],
    [2.00015, 4, '2.0002'],
    [1.00045, 4, '1.0005'],
    [-0, 4, '-0.0000'],
    [-0.00001, 4, '-0.0000'],
    [1e21, 4, '1000000000000000000000.0000'],
    [20503, 4, '20503.0000'],
    [Number.NaN, 4, 'nan'],
    [Infinity, 4, 'inf'],
    [-Infinity, 4, '-inf'],
  ])('%d with %d is %s', (value, decimals, text) => {
    expect(fixedText(value, decimals)).toBe(text);
  });

  it('differs from toFixed half-way only', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
        fc.integer({ min: 0, max: 20 }),
        (value, n) => {
          const text = fixedText(value, n);
          expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(
            0.5 * 10 ** -n * (1 + 1e-9) + Math.abs(value) * 2 ** -52,
          );
          const usual = value.toFixed(n);
          if (text !== usual && text !== `-${usual}`) expect(/[02468]$/.test(text)).toBe(true);
        },
      ),
    );
  });
});
