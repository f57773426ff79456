/** `at`: position in the text, from 0. */
export type Lexeme =
  | { readonly kind: 'number'; readonly at: number; readonly value: number }
  /** `quoted` names are never functions or constants. */
  | { readonly kind: 'name'; readonly at: number; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'sign'; readonly at: number; readonly sign: string }
  | { readonly kind: 'end'; readonly at: number };

/** A mistake in a formula: where, what was expected there, and what was found, in words. */
export interface FormulaProblem {
  /** From 0, in UTF-16 units. */
  readonly position: number;
  readonly expected: string;
  readonly found: string;
  readonly hint?: string;
}

/** Thrown inside this folder only: `parseFormula` returns its problem. */
export class FormulaMistake extends Error {
  readonly problem: FormulaProblem;

  constructor(problem: FormulaProblem) {
    super(`expected ${problem.expected}, found ${problem.found}`);
    this.problem = problem;
  }
}

const BLANK = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
/** Names with other characters are written in quotes. */
const NAME = /[\p{L}_][\p{L}\p{N}_.]*/uy;
const SIGNS = '+-*/^(),';
const QUOTES = '`"\'';

export const EXPECTED_VALUE = 'a number, a channel, a function or an opening parenthesis';

/** The parts of a formula, the last one its end. Throws a `FormulaMistake`. */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const character = text.charAt(at);
    const blank = match(BLANK);
    const number = match(NUMBER);
    const name = match(NAME);
    if (blank !== null) at += blank.length;
    else if (number !== null) {
      lexemes.push({ kind: 'number', at, value: finite(number, at) });
      at += number.length;
    } else if (name !== null) {
      lexemes.push({ kind: 'name', at, name, quoted: false });
      at += name.length;
    } else if (SIGNS.includes(character)) {
      lexemes.push({ kind: 'sign', at, sign: character });
      at += 1;
    } else if (QUOTES.includes(character)) {
      const quoted = quotedName(text, at);
      lexemes.push({ kind: 'name', at, name: quoted.name, quoted: true });
      at = quoted.end;
    } else throw new FormulaMistake(strange(text, at));
  }
  lexemes.push({ kind: 'end', at });
  return lexemes;
}

function finite(written: string, position: number): number {
  const value = Number(written);
  if (Number.isFinite(value)) return value;
  throw new FormulaMistake({ position, expected: 'a number up to 1.7e308', found: `the number ${written}` });
}

/** A quote within a name is written twice. */
function quotedName(text: string, at: number): { readonly name: string; readonly end: number } {
  const quote = text.charAt(at);
  let name = '';
  let from = at + 1;
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close < 0)
      throw new FormulaMistake({
        position: at,
        expected: `a closing ${quote} behind the name that begins here`,
        found: 'the end of the formula',
      });
    name += text.slice(from, close);
    from = close + 1;
    if (text.charAt(from) !== quote) break;
    name += quote;
    from += 1;
  }
  if (name === '') throw new FormulaMistake({ position: at, expected: 'a name in quotes', found: 'no name' });
  return { name, end: from };
}

function strange(text: string, position: number): FormulaProblem {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  return {
    position,
    expected: EXPECTED_VALUE,
    found: `the character ${character}`,
    hint: 'write names with other characters than letters, digits, _ and . in backticks',
  };
}
