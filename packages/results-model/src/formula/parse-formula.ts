import { type Expression, FUNCTIONS, isFunction, type Operator, wrongCount } from './expression.ts';
import { EXPECTED_VALUE, FormulaMistake, type FormulaProblem, type Lexeme, lexemesOf } from './lexemes.ts';

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
    return { ok: true, expression: new Parser(lexemesOf(text)).whole() };
  } catch (error) {
    if (error instanceof FormulaMistake) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Parser {
  readonly #lexemes: readonly Lexeme[];
  #next = 0;
  #depth = 0;

  /** The last lexeme is the end. */
  constructor(lexemes: readonly Lexeme[]) {
    this.#lexemes = lexemes;
  }

  whole(): Expression {
    const expression = this.#sum();
    const lexeme = this.#peek();
    if (lexeme.kind !== 'end') throw this.#mistake(lexeme, 'an operator or the end of the formula');
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
    const lexeme = this.#peek();
    if (lexeme.kind === 'number') {
      this.#next += 1;
      return { kind: 'number', value: lexeme.value };
    }
    if (lexeme.kind === 'name') return this.#named(lexeme);
    if (lexeme.kind !== 'sign' || lexeme.sign !== '(') throw this.#mistake(lexeme, EXPECTED_VALUE);
    this.#next += 1;
    const inside = this.#deeper(() => this.#sum());
    this.#close(lexeme.at);
    return inside;
  }

  #named(lexeme: Extract<Lexeme, { kind: 'name' }>): Expression {
    const { name, quoted, at } = lexeme;
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
    for (let lexeme = this.#peek(); lexeme.kind === 'sign' && lexeme.sign === ','; lexeme = this.#peek()) {
      this.#next += 1;
      parts.push(this.#sum());
    }
    return parts;
  }

  #close(open: number): void {
    const lexeme = this.#peek();
    if (lexeme.kind !== 'sign' || lexeme.sign !== ')')
      throw this.#mistake(lexeme, `a closing parenthesis for the one at character ${open + 1}`);
    this.#next += 1;
  }

  #takeOperator(signs: string): Operator | null {
    const lexeme = this.#peek();
    if (lexeme.kind !== 'sign' || !signs.includes(lexeme.sign)) return null;
    this.#next += 1;
    return lexeme.sign as Operator;
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

  #peek(): Lexeme {
    const lexeme = this.#lexemes[this.#next];
    if (lexeme === undefined) throw new Error('defect: read beyond the end of a formula');
    return lexeme;
  }

  #mistake(lexeme: Lexeme, expected: string): FormulaMistake {
    const before = this.#lexemes[this.#next - 1];
    const stars =
      lexeme.kind === 'sign' && lexeme.sign === '*' && before?.kind === 'sign' && before.sign === '*';
    return new FormulaMistake({
      position: lexeme.at,
      expected,
      found: inWords(lexeme),
      ...(stars ? { hint: 'write a power as x^2' } : {}),
    });
  }
}

function inWords(lexeme: Lexeme): string {
  switch (lexeme.kind) {
    case 'number':
      return `the number ${lexeme.value}`;
    case 'name':
      return `the name ${lexeme.name}`;
    case 'sign':
      return `the sign ${lexeme.sign}`;
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
