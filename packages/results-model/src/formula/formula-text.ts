import type { Expression, Operator } from './expression.ts';

const SUM = 1;
const PRODUCT = 2;
const SIGNED = 3;
const POWER = 4;
const VALUE = 5;

const LEVELS: Readonly<
  Record<Operator, { readonly own: number; readonly left: number; readonly right: number }>
> = {
  '+': { own: SUM, left: SUM, right: PRODUCT },
  '-': { own: SUM, left: SUM, right: PRODUCT },
  '*': { own: PRODUCT, left: PRODUCT, right: SIGNED },
  '/': { own: PRODUCT, left: PRODUCT, right: SIGNED },
  '^': { own: POWER, left: VALUE, right: SIGNED },
};

/** The formula with as few parentheses as possible; parsing it gives the same tree. */
export function formulaText(expression: Expression, least: number = SUM): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'pi':
      return 'pi';
    case 'series':
      return nameText(expression.name);
    case 'negated':
      return within(`-${formulaText(expression.of, SIGNED)}`, SIGNED, least);
    case 'binary': {
      const { operator, left, right } = expression;
      const level = LEVELS[operator];
      const blank = operator === '^' ? '' : ' ';
      const text = `${formulaText(left, level.left)}${blank}${operator}${blank}${formulaText(right, level.right)}`;
      return within(text, level.own, least);
    }
    case 'call':
      return `${expression.name}(${expression.parts.map((part) => formulaText(part)).join(', ')})`;
  }
}

function within(text: string, own: number, least: number): string {
  return own < least ? `(${text})` : text;
}

/** A name as a formula has it: in backticks unless it is a plain word. */
function nameText(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && name !== 'pi';
  return plain ? name : `\`${name.replaceAll('`', '``')}\``;
}
