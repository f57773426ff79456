import { milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, parseDuration } from './duration.ts';

describe('parseDuration', () => {
  it.each([
    ['20min', 1_200_000],
    ['20m', 1_200_000],
    ['90s', 90_000],
    ['90 sec', 90_000],
    ['2h', 7_200_000],
    ['1h30m', 5_400_000],
    ['1 h 30 min', 5_400_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
    ['500ms', 500],
    ['1m500ms', 60_500],
    ['0.1ms', 1],
    ['0s', 0],
  ])('reads %s as %d ms', (text, expected) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: expected });
  });

  it.each(['', '20', 'min', '20 minutes', '30m1h', '1h1h', '-1s', '1e3s', '1s ago', 's20'])(
    'refuses %j with examples',
    (text) => {
      expect(parseDuration(text)).toEqual({
        ok: false,
        expected: 'a time with its unit',
        hint: 'for example `20min`, `90s` or `1h30m`',
      });
    },
  );

  it('refuses more milliseconds than a double represents exactly', () => {
    expect(parseDuration('9999999999d')).toEqual({ ok: false, expected: 'a shorter time' });
  });

  it('reads back every time that durationText writes', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (ms) => {
        expect(parseDuration(durationText(milliseconds(ms)))).toEqual({ ok: true, value: ms });
      }),
    );
  });
});

describe('durationText', () => {
  it.each([
    [5_400_000, '1h30min'],
    [90_000, '1min30s'],
    [0, '0s'],
    [1, '1ms'],
  ])('writes %d ms as %s', (ms, expected) => {
    expect(durationText(milliseconds(ms))).toBe(expected);
  });
});
