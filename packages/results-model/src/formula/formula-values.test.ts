import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyExpression } from '../../test/arbitrary-expression.ts';
import { compileFormula } from './compile-formula.ts';
import { type Expression, seriesIn } from './expression.ts';
import { parseFormula } from './parse-formula.ts';

interface Expected {
  readonly formula: string;
  readonly first: readonly number[];
  readonly sum: number;
  readonly squares: number;
  /** Every twelfth sample from the fourth on. */
  readonly values: readonly number[];
}

const { formulas } = JSON.parse(
  readFileSync(new URL('../../test/data/formulas.json', import.meta.url), 'utf8'),
) as { readonly formulas: readonly Expected[] };

const SAMPLES = 64;
const series = (of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: SAMPLES }, (_, i) => of(i));
const INPUTS: Readonly<Record<string, Float64Array>> = {
  a: series((i) => 1 + ((i * 7) % 11) / 4),
  b: series((i) => ((i * 5) % 13) - 6 + 0.25),
  c: series((i) => ((i * i) % 17) / 8 - 1.0625),
  p: series((i) => 0.5 + (i % 9) * 1.75),
};

function parsed(text: string): Expression {
  const result = parseFormula(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.expected}`);
  return result.expression;
}

function computed(text: string): Float64Array {
  const expression = parsed(text);
  const names = seriesIn(expression).map(({ name }) => name);
  const out = new Float64Array(SAMPLES);
  compileFormula(expression, names)(
    names.map((name) => INPUTS[name] ?? new Float64Array(0)),
    out,
    SAMPLES,
  );
  return out;
}

function difference(found: number | undefined, expected: number): number {
  return Math.abs((found ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
}

describe('a formula', () => {
  it.each(formulas)('has the values of numpy: $formula', ({ formula, first, sum, squares, values }) => {
    const found = computed(formula);
    for (const [i, value] of first.entries()) expect(difference(found[i], value)).toBeLessThan(1e-12);
    for (const [i, value] of values.entries())
      expect(difference(found[3 + 12 * i], value)).toBeLessThan(1e-12);
    expect(
      difference(
        found.reduce((total, value) => total + value, 0),
        sum,
      ),
    ).toBeLessThan(1e-12);
    expect(
      difference(
        found.reduce((total, value) => total + value * value, 0),
        squares,
      ),
    ).toBeLessThan(1e-12);
  });

  it('is compared in 30 forms', () => {
    expect(formulas).toHaveLength(30);
  });

  it('has the same bits however the series is cut into blocks', () => {
    fc.assert(
      fc.property(anyExpression, fc.integer({ min: 1, max: 3000 }), (expression, cut) => {
        const names = seriesIn(expression).map(({ name }) => name);
        const length = 3000;
        const inputs = names.map((_, k) =>
          Float64Array.from({ length }, (_unused, i) => Math.sin(i * (k + 1)) * 3),
        );
        const whole = new Float64Array(length);
        compileFormula(expression, names)(inputs, whole, length);
        const evaluate = compileFormula(expression, names);
        const pieces = new Float64Array(length);
        for (let from = 0; from < length; from += cut) {
          const to = Math.min(length, from + cut);
          evaluate(
            inputs.map((input) => input.subarray(from, to)),
            pieces.subarray(from, to),
            to - from,
          );
        }
        expect(Buffer.from(pieces.buffer).equals(Buffer.from(whole.buffer))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('computes constant parts as it computes samples', () => {
    const one = Float64Array.of(3);
    const of = (text: string, names: readonly string[]): number => {
      const out = new Float64Array(1);
      compileFormula(parsed(text), names)(
        names.map(() => one),
        out,
        1,
      );
      return out[0] ?? Number.NaN;
    };
    const inner = [
      'x^5',
      'x^-2',
      'hypot(x, 4)',
      'deg(x)',
      'max(1, x, 2)',
      '-x / 7',
      'sin(x)^0.5',
      'atan2(x, -1)',
    ];
    for (const text of inner) expect(of(text.replaceAll(/\bx\b/g, '3'), [])).toBe(of(text, ['x']));
  });

  it('keeps what is not a number, and what is infinite', () => {
    const out = new Float64Array(3);
    compileFormula(parsed('hypot(x, 1) + 1 / (x - 1)'), ['x'])([Float64Array.of(Number.NaN, 1, 2)], out, 3);
    expect([...out]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Math.sqrt(5) + 1]);
  });

  it('takes the length of vectors whose squares overflow or vanish', () => {
    const out = new Float64Array(3);
    const [x, y] = [Float64Array.of(3e200, 3e-200, 0), Float64Array.of(4e200, 4e-200, 0)];
    compileFormula(parsed('hypot(x, y)'), ['x', 'y'])([x, y], out, 3);
    expect((out[0] ?? 0) / 5e200).toBeCloseTo(1, 12);
    expect((out[1] ?? 0) / 5e-200).toBeCloseTo(1, 12);
    expect(out[2]).toBe(0);
  });
});
