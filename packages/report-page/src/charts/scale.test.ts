import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digits, type NumberStyle, scaleOf } from './scale.ts';

const PIXELS = { first: 60, last: 560, most: 6 };
const STYLES: readonly NumberStyle[] = ['plain', 'count', 'bytes', 'milliseconds', 'seconds'];

describe('a scale', () => {
  it('goes from its first to its last pixel, and its few ticks lie between, in order', () => {
    const ends = fc.tuple(
      fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
      fc.double({ min: 1.01, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(ends, fc.constantFrom(...STYLES), fc.boolean(), ([from, factor], style, log) => {
        const axis = { label: '', style, log, from, until: from * factor };
        const { at, ticks } = scaleOf(axis, PIXELS);
        expect([at(axis.from), at(axis.until)]).toEqual([60, 560]);
        expect(ticks.length).toBeLessThanOrEqual(12);
        const places = ticks.map(({ value }) => at(value));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        for (const place of places) expect(place).toBeGreaterThanOrEqual(59.9);
        for (const place of places) expect(place).toBeLessThanOrEqual(560.1);
      }),
    );
  });

  it.each([
    [{ style: 'bytes', from: 0, until: 3 * 2 ** 30 }, ['0', '1 GiB', '2 GiB', '3 GiB']],
    [{ style: 'count', from: 0, until: 10 }, ['0', '2', '4', '6', '8', '10']],
    [{ style: 'plain', log: true, from: 1, until: 30 }, ['1', '2', '5', '10', '20']],
    [
      { style: 'bytes', log: true, from: 1024, until: 2 ** 20 },
      ['1 KiB', '4 KiB', '16 KiB', '64 KiB', '256 KiB', '1 MiB'],
    ],
  ] as const)('has ticks that people can read: %j', (axis, texts) => {
    const { ticks } = scaleOf({ label: '', ...axis }, PIXELS);
    expect(ticks.map(({ text }) => text)).toEqual(texts);
  });

  it('has one place for an axis without a length', () => {
    const { at } = scaleOf({ label: '', style: 'plain', from: 5, until: 5 }, PIXELS);
    expect(at(5)).toBe(310);
  });
});

it('writes numbers with their significant digits, and powers only for very large and small ones', () => {
  expect(
    [0, 12.5, 1234.567, -0.00012345, 123_456_789, 2.5e12, 1e-7, 100].map((value) => digits(value)),
  ).toEqual(['0', '12.5', '1234.6', '-0.00012345', '123456789', '2.5e+12', '1e-7', '100']);
});
