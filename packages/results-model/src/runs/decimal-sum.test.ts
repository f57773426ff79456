import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalSum, nearestDouble } from './decimal-sum.ts';

function meanOf(texts: readonly string[]): number | null {
  const sum = new DecimalSum();
  for (const text of texts) sum.add(text);
  return sum.mean();
}

/** A decimal with up to `places` places, as reports have them. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => {
    const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
    const whole = text.slice(0, text.length - places);
    return `${digits < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${text.slice(text.length - places)}`}`;
  });

describe('the mean of decimals', () => {
  it('is that of the exact sum', () => {
    expect(meanOf(['0.1', '0.2', '0.3'])).toBe(0.2);
    expect(meanOf(['1', '0.5000', '10.25'])).toBe(11.75 / 3);
    expect(meanOf(['1e3', '2.5E-1'])).toBe(500.125);
    expect(meanOf(['9007199254740993', '9007199254740993'])).toBe(9007199254740992);
    expect(meanOf([])).toBeNull();
  });

  it('keeps the sign of zero, and infinity', () => {
    expect(meanOf(['-0.0000', '-0.0'])).toBe(-0);
    expect(meanOf(['-0.0000', '0.0'])).toBe(0);
    expect(meanOf(['Infinity', '1'])).toBe(Infinity);
    expect(meanOf(['Infinity', '-Infinity'])).toBeNaN();
  });

  it('is the same in any order and in any parts', () => {
    const cut = fc.tuple(fc.array(decimal, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat());
    fc.assert(
      fc.property(cut, ([texts, at, turn]) => {
        const place = at % texts.length;
        const turned = [...texts.slice(turn % texts.length), ...texts.slice(0, turn % texts.length)];
        const parts = [new DecimalSum(), new DecimalSum()] as const;
        for (const [i, text] of turned.entries()) (i < place ? parts[0] : parts[1]).add(text);
        parts[0].merge(parts[1]);
        expect(parts[0].mean()).toBe(meanOf(texts));
      }),
    );
  });

  it('times the count is the exact sum but for the rounding to a double', () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 40 }), (texts) => {
        const scaled = texts.map((text) => {
          const [whole = '', fraction = ''] = text.split('.');
          return BigInt(`${whole}${fraction.padEnd(6, '0')}`);
        });
        const sum = scaled.reduce((a, b) => a + b, 0n);
        const mean = meanOf(texts) ?? Number.NaN;
        const back = BigInt(Math.round(mean * 2 ** 20)) * BigInt(texts.length) * 10n ** 6n;
        const exact = sum * 2n ** 20n;
        const difference = back > exact ? back - exact : exact - back;
        // Half a unit of 2^-20, and half a unit in the last place of the mean.
        const allowed = BigInt(Math.ceil(texts.length * 1e6 * (0.5 + Math.abs(mean) * 2 ** -32)));
        expect(difference <= allowed + 1n).toBe(true);
      }),
    );
  });
});

describe('the nearest double of a quotient', () => {
  it('agrees with division where both sides are exact', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (a, b) => {
        expect(nearestDouble(BigInt(a), BigInt(b))).toBe(a / b);
        expect(nearestDouble(BigInt(a) * 10n ** 30n, BigInt(b) * 10n ** 30n)).toBe(a / b);
      }),
    );
  });
});
