import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNaNWord, parseNumber } from './number.ts';

function parse(text: string): number {
  const bytes = Buffer.from(`x${text} 9`, 'latin1');
  return parseNumber(bytes, 1, 1 + text.length);
}

describe('a number', () => {
  it.each([
    ['0', 0],
    ['1.487E+01', 14.87],
    ['-0.213909894E-3', -0.213909894e-3],
    ['1.23E+001', 12.3],
    ['+5', 5],
    ['.5', 0.5],
    ['7.', 7],
    ['1.D5', 1e5],
    ['2d-2', 0.02],
    ['3Q0', 3],
    ['1.234-100', 1.234e-100],
    ['-1.234+100', -1.234e100],
    ['1e400', Infinity],
    ['1e-400', 0],
    ['0.1000000000000000055511151231257827', 0.1],
    ['123456789012345678', 123456789012345680],
    ['00000000000000000000012', 12],
    ['0.00000000000000000000000001', 1e-26],
    ['Infinity', Infinity],
    ['-inf', -Infinity],
    ['+INF', Infinity],
  ])('written %s is %d', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  it.each([
    '****',
    'NaN',
    '',
    '-',
    '.',
    'E5',
    '1.2.3',
    '1E',
    '1E+',
    '1-',
    '1e5x',
    '12abc',
    '1,5',
    '0x10',
    '--1',
    'Time',
    'infinit',
  ])('is not written %s', (text) => {
    expect(parse(text)).toBeNaN();
  });

  it('of absurd length is rejected without building a large string', () => {
    expect(parse('1'.repeat(2000))).toBeNaN();
    expect(parse('0'.repeat(2000))).toBe(0);
  });

  it('is rounded as JavaScript rounds it, in every notation', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const digits = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(finite, digits, (value, count) => {
        for (const text of [String(value), value.toExponential(count), value.toPrecision(count + 1)]) {
          expect(parse(text)).toBe(Number(text));
          expect(parse(text.replace('e', 'D'))).toBe(Number(text));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is rounded in the same way without its exponent letter', () => {
    const parts = fc.tuple(
      fc.integer({ min: -99999999, max: 99999999 }),
      fc.integer({ min: -320, max: 300 }),
    );
    fc.assert(
      fc.property(parts, ([mantissa, exponent]) => {
        const sign = exponent < 0 ? '-' : '+';
        const power = String(Math.abs(exponent)).padStart(3, '0');
        expect(parse(`${mantissa}.5${sign}${power}`)).toBe(Number(`${mantissa}.5E${exponent}`));
      }),
    );
  });
});

describe('the word NaN', () => {
  it.each(['NaN', 'nan', '-NaN', '+NAN'])('is recognised as %s', (text) => {
    expect(isNaNWord(Buffer.from(text), 0, text.length)).toBe(true);
  });

  it.each(['****', 'na', 'nano', ''])('is not %s', (text) => {
    expect(isNaNWord(Buffer.from(text), 0, text.length)).toBe(false);
  });
});
