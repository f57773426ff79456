import { type Expression, FUNCTIONS, isFunction, type Operator, wrongCount } from './expression.ts';
import { EXPECTED_VALUE, FormulaMistake, type FormulaProblem, type Token, tokensOf } from './tokens.ts';

export type ParsedFormula =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: FormulaProblem };

/** Characters of a formula. */
const LONGEST = 2000;
/** Parentheses, functions, signs and powers inside each other: bounds the recursion. */
const DEEPEST = 50;

/**
 * Parses a formula: numbers, `pi`, names of series (others than words in backticks or quotes), + - * / ^, minus before a
 * value, parentheses and functions. ^ binds more tightly than minus and from the right, as in `-x^2^3`. Never throws,
 * whatever the text.
 */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > LONGEST) {
    const expected = `a formula of at most ${LONGEST} characters`;
    return { ok: false, problem: { position: 0, expected, found: `${text.length} characters` } };
  }
  try {
    return { ok: true, expression: new Parser(tokensOf(text)).whole() };
  } catch (error) {
    if (error instanceof FormulaMistake) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  /** The last token is the end. */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#sum();
    const token = this.#peek();
    if (token.kind !== 'end') throw this.#mistake(token, 'an operator or the end of the formula');
    return expression;
  }

  #sum(): Expression {
    let left = this.#product();
    for (let operator = this.#takeOperator('+-'); operator !== null; operator = this.#takeOperator('+-'))
      left = { kind: 'binary', operator, left, right: this.#product() };
    return left;
  }

  #product(): Expression {
    let left = this.#signed();
    for (let operator = this.#takeOperator('*/'); operator !== null; operator = this.#takeOperator('*/'))
      left = { kind: 'binary', operator, left, right: this.#signed() };
    return left;
  }

  #signed(): Expression {
    if (this.#takeOperator('-') === null) return this.#power();
    return { kind: 'negated', of: this.#deeper(() => this.#signed()) };
  }

  #power(): Expression {
    const left = this.#value();
    const operator = this.#takeOperator('^');
    if (operator === null) return left;
    return { kind: 'binary', operator, left, right: this.#deeper(() => this.#signed()) };
  }

  #value(): Expression {
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#next += 1;
      return { kind: 'number', value: token.value };
    }
    if (token.kind === 'name') return this.#named(token);
    if (token.kind !== 'sign' || token.sign !== '(') throw this.#mistake(token, EXPECTED_VALUE);
    this.#next += 1;
    const inside = this.#deeper(() => this.#sum());
    this.#close(token.at);
    return inside;
  }

  #named(token: Extract<Token, { kind: 'name' }>): Expression {
    const { name, quoted, at } = token;
    this.#next += 1;
    const open = this.#peek();
    if (open.kind === 'sign' && open.sign === '(' && !quoted) return this.#call(name, at);
    if (name === 'pi' && !quoted) return { kind: 'pi' };
    return { kind: 'series', name, position: at };
  }

  #call(name: string, at: number): Expression {
    if (!isFunction(name)) {
      const near = FUNCTIONS.find((one) => alike(name, one));
      throw new FormulaMistake({
        position: at,
        expected: `one of the functions ${FUNCTIONS.join(', ')}`,
        found: `the function ${name}`,
        ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
      });
    }
    const open = this.#peek().at;
    this.#next += 1;
    const parts = this.#deeper(() => this.#list());
    this.#close(open);
    const expected = wrongCount(name, parts.length);
    if (expected === null) return { kind: 'call', name, parts };
    throw new FormulaMistake({ position: at, expected: `${expected} of ${name}`, found: `${parts.length}` });
  }

  #list(): Expression[] {
    const parts = [this.#sum()];
    for (let token = this.#peek(); token.kind === 'sign' && token.sign === ','; token = this.#peek()) {
      this.#next += 1;
      parts.push(this.#sum());
    }
    return parts;
  }

  #close(open: number): void {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.sign !== ')')
      throw this.#mistake(token, `a closing parenthesis for the one at character ${open + 1}`);
    this.#next += 1;
  }

  #takeOperator(signs: string): Operator | null {
    const token = this.#peek();
    if (token.kind !== 'sign' || !signs.includes(token.sign)) return null;
    this.#next += 1;
    return token.sign as Operator;
  }

  #deeper<Result>(parse: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      throw new FormulaMistake({
        position: this.#peek().at,
        expected: `at most ${DEEPEST} levels of parentheses, signs and powers`,
        found: 'more',
      });
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #peek(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error('defect: read beyond the end of a formula');
    return token;
  }

  #mistake(token: Token, expected: string): FormulaMistake {
    const before = this.#tokens[this.#next - 1];
    const stars =
      token.kind === 'sign' && token.sign === '*' && before?.kind === 'sign' && before.sign === '*';
    return new FormulaMistake({
      position: token.at,
      expected,
      found: inWords(token),
      ...(stars ? { hint: 'write a power as x^2' } : {}),
    });
  }
}

function inWords(token: Token): string {
  switch (token.kind) {
    case 'number':
      return `the number ${token.value}`;
    case 'name':
      return `the name ${token.name}`;
    case 'sign':
      return `the sign ${token.sign}`;
    case 'end':
      return 'the end of the formula';
  }
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  ln: 'log',
  norm: 'hypot',
  arctan2: 'atan2',
  atan: 'atan2',
  degrees: 'deg',
  radians: 'rad',
  power: '^',
};

/** The same letters but for one or two, or the name of the function in other programs. */
function alike(name: string, known: string): boolean {
  const lower = name.toLowerCase();
  if (OTHER_NAMES[lower] === known || lower === known) return true;
  return known.length >= 3 && (lower.startsWith(known) || (lower.length >= 3 && known.startsWith(lower)));
}
