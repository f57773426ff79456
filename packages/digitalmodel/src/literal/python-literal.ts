import type { ConfigIssue } from '@ballast/config';
import {
  DEEPEST,
  type Entry,
  type Located,
  MOST_VALUES,
  mistakeAt,
  type Origin,
  type Step,
} from '@ballast/config/yaml';
import { printable } from '@ballast/text';
import { isJson, keptBackslashes, numberOf } from './literal-parts.ts';
import { readTextLiteral } from './text-literal.ts';

/** A literal with the places of its values, or the first reason why the text is not one. */
export type LiteralReading =
  | { readonly ok: true; readonly root: Located; readonly warnings: readonly ConfigIssue[] }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/** Longest text that is read, in UTF-16 units; a command line is shorter. */
const LONGEST = 512 * 1024;

/**
 * Reads a Python literal (mappings, lists, tuples as lists, texts in every form of quotes, joined texts, numbers,
 * True, False, None) or JSON. Never evaluates anything and never throws, whatever the text contains; depth and size
 * are bounded. Messages call the text `name`; a place in it is `name:line:column`.
 */
export function readPythonLiteral(text: string, name: string): LiteralReading {
  if (text.length > LONGEST) {
    const finding = { path: [], expected: `at most ${LONGEST / 1024} KiB of text`, found: 'more' };
    return { ok: false, issues: [mistakeAt({ kind: 'override', source: `${name}:1:1` }, finding)] };
  }
  const parser = new LiteralParser(text, name);
  try {
    return { ok: true, root: parser.whole(), warnings: parser.warnings };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, issues: [error.issue] };
  }
}

/** What stands in the place of the expected, with advice if there is any. */
type Found = string | { readonly found: string; readonly hint: string | undefined };

/** Leaves the recursion at the first mistake: the meaning of what follows is uncertain. */
class Refusal extends Error {
  readonly issue: ConfigIssue;

  constructor(issue: ConfigIssue) {
    super(issue.message);
    this.issue = issue;
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
]);
const NUMBER =
  /[+-]?(?:0[xX](?:_?[0-9A-Fa-f])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?)/y;
const QUOTED = /([rRuU]?)(?=['"])/y;
const SPACE = /(?:[\s\uFEFF]|#[^\n]*)*/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;

interface Items {
  readonly items: Located[];
  /** Whether a comma stands before the closing bracket. */
  readonly comma: boolean;
}

class LiteralParser {
  readonly warnings: ConfigIssue[] = [];
  private readonly text: string;
  private readonly name: string;
  private readonly json: boolean;
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private lineEnd = 0;
  private values = 0;

  constructor(text: string, name: string) {
    this.text = text;
    this.name = name;
    this.json = isJson(text);
    this.beginLine(1, 0);
  }

  whole(): Located {
    const root = this.value([]);
    if (this.peek() !== '') this.refuse([], 'nothing after the value', this.foundHere());
    return root;
  }

  private value(path: readonly Step[]): Located {
    const next = this.peek();
    this.values += 1;
    if (this.values > MOST_VALUES) this.refuse(path, `at most ${MOST_VALUES} values`, 'more');
    if (path.length > DEEPEST) this.refuse(path, `at most ${DEEPEST} levels of nesting`, 'more');
    const origin = this.here();
    if (next === '{') return this.mapping(path, origin);
    if (next === '[') return { kind: 'list', origin, items: this.items(path, ']').items };
    if (next === '(') return this.inParentheses(path, origin);
    const text = this.texts(path);
    if (text !== null) return { kind: 'scalar', origin, value: text };
    return { kind: 'scalar', origin, value: this.word(path) };
  }

  private mapping(path: readonly Step[], origin: Origin): Located {
    const entries = new Map<string, Entry>();
    this.at += 1;
    while (this.peek() !== '}') {
      const keyOrigin = this.here();
      const key = this.texts(path);
      if (key === null) {
        const hint = 'put keys in quotes; on Windows the shell may have taken double quotes away';
        this.refuse(path, 'a key in quotes or }', { found: this.foundHere(), hint });
      }
      if (this.peek() !== ':') this.refuse([...path, key], 'a colon after the key', this.foundHere());
      this.at += 1;
      const value = this.value([...path, key]);
      const earlier = entries.get(key);
      if (earlier !== undefined) this.warnings.push(this.repeated([...path, key], keyOrigin, earlier));
      entries.set(key, { keyOrigin, value });
      if (!this.comma(path, '}')) break;
    }
    this.at += 1;
    return { kind: 'mapping', origin, entries };
  }

  private repeated(path: readonly Step[], origin: Origin, earlier: Entry): ConfigIssue {
    const first = earlier.keyOrigin.kind === 'override' ? ` after ${earlier.keyOrigin.source}` : '';
    const key = printable(String(path.at(-1)));
    return mistakeAt(origin, {
      path,
      expected: 'each key once',
      found: `the key \`${key}\` again${first}; this one counts`,
    });
  }

  private items(path: readonly Step[], close: ']' | ')'): Items {
    const items: Located[] = [];
    let comma = false;
    this.at += 1;
    while (this.peek() !== close) {
      items.push(this.value([...path, items.length]));
      comma = this.comma(path, close);
      if (!comma) break;
    }
    this.at += 1;
    return { items, comma };
  }

  /** `(x)` is x, `(x,)` and `()` are tuples: a comma makes one. */
  private inParentheses(path: readonly Step[], origin: Origin): Located {
    const { items, comma } = this.items(path, ')');
    const [only] = items;
    return items.length === 1 && only !== undefined && !comma ? only : { kind: 'list', origin, items };
  }

  /** True if a comma shows that more may follow. */
  private comma(path: readonly Step[], close: string): boolean {
    const next = this.peek();
    if (next === close) return false;
    if (next !== ',') this.refuse(path, `a comma or ${close}`, this.foundHere());
    this.at += 1;
    return true;
  }

  /** One or more quoted texts after each other; null if none begins here. */
  private texts(path: readonly Step[]): string | null {
    let joined: string | null = null;
    for (;;) {
      this.peek();
      QUOTED.lastIndex = this.at;
      const [prefix] = QUOTED.exec(this.text) ?? [];
      if (prefix === undefined) return joined;
      joined = (joined ?? '') + this.oneText(path, prefix);
    }
  }

  private oneText(path: readonly Step[], prefix: string): string {
    const origin = this.here();
    const start = this.at + prefix.length;
    const read = readTextLiteral(this.text, { start, raw: /^r$/i.test(prefix), json: this.json });
    if (!read.ok) {
      this.at = read.offset;
      const hint = 'a backslash before the closing quote keeps it from closing; leave the last backslash out';
      const hasBackslash = /\\["']/.test(this.text.slice(start));
      this.refuse(path, read.expected, { found: read.found, hint: hasBackslash ? hint : undefined });
    }
    this.at = read.end;
    if (read.kept.length > 0) this.warnings.push(keptBackslashes(origin, path, read));
    return read.value;
  }

  private word(path: readonly Step[]): string | number | boolean | null {
    NUMBER.lastIndex = this.at;
    const [number] = NUMBER.exec(this.text) ?? [];
    WORD.lastIndex = this.at + (number?.length ?? 0);
    const [word] = WORD.exec(this.text) ?? [];
    if (number !== undefined && word === undefined) {
      const value = numberOf(number.replaceAll('_', ''));
      if (!Number.isFinite(value)) this.refuse(path, 'a number that a double holds', printable(number));
      this.at += number.length;
      return value;
    }
    const known = number === undefined && word !== undefined ? WORDS.get(word) : undefined;
    if (known === undefined || word === undefined) this.refuse(path, 'a value', this.foundHere());
    this.at += word.length;
    return known;
  }

  /** Skips blanks and comments; returns the next character, empty at the end. */
  private peek(): string {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
    return this.text[this.at] ?? '';
  }

  private foundHere(): string {
    const rest = this.text.slice(this.at, this.at + 20);
    return rest === '' ? 'the end' : `\`${printable(rest)}\``;
  }

  private here(): Origin {
    // Places are requested from left to right, except for a text that does not end.
    if (this.at < this.lineStart) this.beginLine(1, 0);
    while (this.lineEnd < this.at) this.beginLine(this.line + 1, this.lineEnd + 1);
    return { kind: 'override', source: `${this.name}:${this.line}:${this.at - this.lineStart + 1}` };
  }

  private beginLine(line: number, start: number): void {
    const end = this.text.indexOf('\n', start);
    this.line = line;
    this.lineStart = start;
    this.lineEnd = end < 0 ? this.text.length : end;
  }

  private refuse(path: readonly Step[], expected: string, found: Found): never {
    const what = typeof found === 'string' ? { found } : found;
    throw new Refusal(mistakeAt(this.here(), { path, expected, ...what }));
  }
}
