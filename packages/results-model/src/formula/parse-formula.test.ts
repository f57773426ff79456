import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyExpression } from '../../test/arbitrary-expression.ts';
import { type Expression, seriesIn } from './expression.ts';
import { formulaText } from './formula-text.ts';
import { parseFormula } from './parse-formula.ts';

/** The tree without positions. */
function shape(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (key, value: unknown) => (key === 'position' ? 0 : value)));
}

function reprinted(text: string): string {
  const parsed = parseFormula(text);
  return parsed.ok ? formulaText(parsed.expression) : `expected ${parsed.problem.expected}`;
}

/** Where, what was expected, what was found. */
function mistake(text: string): string {
  const parsed = parseFormula(text);
  if (parsed.ok) return 'none';
  const { position, expected, found, hint } = parsed.problem;
  return `${position}: ${expected}, found ${found}${hint === undefined ? '' : ` (${hint})`}`;
}

const VALUE = 'a number, a channel, a function or an opening parenthesis';

describe('parseFormula', () => {
  it('reads back every formula that is printed', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const text = formulaText(expression);
        fc.pre(text.length <= 2000);
        const parsed = parseFormula(text);
        expect(parsed.ok ? shape(parsed.expression) : parsed.problem).toEqual(shape(expression));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and says where a mistake is within the text', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '+',
      '-',
      '*',
      '^',
      ',',
      '1',
      '.5',
      'e9',
      'x',
      'min',
      'pi',
      '`',
      '"',
      ' ',
      '\0',
      '😀',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseFormula(text);
        if (parsed.ok) expect(seriesIn(parsed.expression)).toBeDefined();
        else {
          expect(parsed.problem.position).toBeGreaterThanOrEqual(0);
          expect(parsed.problem.position).toBeLessThanOrEqual(text.length);
          expect(parsed.problem.expected).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['-x^2', '-x^2'],
    ['(-x)^2', '(-x)^2'],
    ['2^3^2', '2^3^2'],
    ['(2^3)^2', '(2^3)^2'],
    ['a-(b-c)', 'a - (b - c)'],
    ['a/b/c', 'a / b / c'],
    ['((a))*(b+1)', 'a * (b + 1)'],
    ['2^-x', '2^-x'],
    ['--x', '--x'],
    ['`pi` * pi', '`pi` * pi'],
    ["\"Wave 1\" + 'it''s'", "`Wave 1` + `it's`"],
    ['1E3 + .5', '1000 + 0.5'],
    ['min (a,b)', 'min(a, b)'],
    ['min + 1', 'min + 1'],
  ])('understands %s as %s', (text, printed) => {
    expect(reprinted(text)).toBe(printed);
  });

  it('names every series once, where it is first', () => {
    const parsed = parseFormula('b + a * b - `a`');
    expect(parsed.ok && seriesIn(parsed.expression)).toEqual([
      { name: 'b', position: 0 },
      { name: 'a', position: 4 },
    ]);
  });

  it.each([
    ['', `0: ${VALUE}, found the end of the formula`],
    ['a +', `3: ${VALUE}, found the end of the formula`],
    ['a b', '2: an operator or the end of the formula, found the name b'],
    ['a ** 2', `3: ${VALUE}, found the sign * (write a power as x^2)`],
    ['hypot(a', '7: a closing parenthesis for the one at character 6, found the end of the formula'],
    [
      'ln(a)',
      expect.stringMatching(
        /^0: one of the functions abs, .*, found the function ln \(did you mean log\?\)$/,
      ),
    ],
    ['1e999', '0: a number up to 1.7e308, found the number 1e999'],
    ['atan2(a)', '0: 2 arguments of atan2, found 1'],
    [
      'a # b',
      `2: ${VALUE}, found the character # (write names with other characters than letters, digits, _ and . in backticks)`,
    ],
  ])('refuses %s', (text, expected) => {
    expect(mistake(text)).toEqual(expected);
  });

  it('refuses what is too long or too deep', () => {
    expect(mistake('x'.repeat(2001))).toBe('0: a formula of at most 2000 characters, found 2001 characters');
    expect(mistake(`${'('.repeat(51)}x${')'.repeat(51)}`)).toContain('at most 50 levels');
    expect(mistake(`${'-'.repeat(1900)}x`)).toContain('at most 50 levels');
    expect(mistake(Array(900).fill('x').join('^'))).toContain('at most 50 levels');
    expect(mistake(Array(900).fill('x').join('+'))).toBe('none');
  });
});
