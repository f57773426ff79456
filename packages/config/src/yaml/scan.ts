import { Composer, type CST, type Document, Lexer, LineCounter, Parser } from 'yaml';
import { type ConfigIssue, type Finding, mistakeAt, type Origin } from '../mistake.ts';
import { DEEPEST, LONGEST_SCALAR, MOST_BYTES, MOST_ESCAPES, MOST_LEXEMES, MOST_MISTAKES } from './limits.ts';
import { NOT_PRINTABLE } from './not-printable.ts';
import { syntaxFinding } from './syntax-errors.ts';

/** Converts an offset in the text into the position for messages. */
export type Places = (offset: number) => Origin;

/** A syntactically valid document with the positions of its nodes, or all its syntax errors. */
export type Scan =
  | { readonly ok: true; readonly document: Document.Parsed; readonly places: Places }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/**
 * Composes one YAML document within limits. `override` is the command-line option that contains the text; mistakes then
 * have this origin in place of a line.
 */
export function scan(text: string, override?: Origin): Scan {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const places = override === undefined ? placesIn(source) : () => override;
  const refused = (offset: number, expected: string, found: string): Scan => ({
    ok: false,
    issues: [mistakeAt(places(offset), { path: [], expected, found })],
  });

  if (source.length > MOST_BYTES || Buffer.byteLength(source) > MOST_BYTES) {
    return refused(0, `at most ${MOST_BYTES / 1024 / 1024} MiB of text`, 'more');
  }
  const forbidden = forbiddenCharacters(source);
  if (forbidden.length > 0) {
    return { ok: false, issues: forbidden.map(({ offset, finding }) => mistakeAt(places(offset), finding)) };
  }
  const lexed = lex(source);
  if (!lexed.ok) return refused(lexed.offset, lexed.expected, lexed.found);
  return composed(source, lexed.tokens, places);
}

/** Lines are not counted by the parser: after an abort its counts would be incomplete. */
function placesIn(source: string): Places {
  let lines: LineCounter | undefined;
  return (offset) => {
    if (lines === undefined) {
      lines = new LineCounter();
      lines.addNewLine(0);
      for (const { index } of source.matchAll(/\n/g)) lines.addNewLine(index + 1);
    }
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { kind: 'file', line, column: col };
  };
}

type Lexed =
  | { readonly ok: true; readonly tokens: readonly CST.Token[] }
  | { readonly ok: false; readonly offset: number; readonly expected: string; readonly found: string };

/** Enforces the limits before anything recursive sees the tokens. */
function lex(source: string): Lexed {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  let escapes = 0;
  const refused = (expected: string, found: string): Lexed => ({
    ok: false,
    offset: parser.offset,
    expected,
    found,
  });
  for (const lexeme of new Lexer().lex(source)) {
    lexemes += 1;
    if (lexemes > MOST_LEXEMES) {
      return refused('a smaller file', `more than ${MOST_LEXEMES} lexemes`);
    }
    if (lexeme.length > LONGEST_SCALAR) {
      return refused(`text values of at most ${LONGEST_SCALAR / 1024} KiB`, 'a longer one');
    }
    if (lexeme.startsWith('"')) escapes += lexeme.split('\\').length - 1;
    if (escapes > MOST_ESCAPES) {
      return refused(`at most ${MOST_ESCAPES} escapes in double-quoted text`, 'more');
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST && levels(parser.stack) > DEEPEST) {
      return refused(`at most ${DEEPEST} levels of nesting`, 'more');
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { ok: true, tokens };
}

/** Mappings and lists among the open tokens. */
function levels(stack: readonly CST.Token[]): number {
  return stack.filter(
    ({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection',
  ).length;
}

function composed(source: string, tokens: readonly CST.Token[], places: Places): Scan {
  const composer = new Composer({
    // Comparing keys pairwise takes minutes for a mapping with 100,000 keys; `Locator` uses a map.
    uniqueKeys: false,
    stringKeys: true,
    // Explicit, so that no %YAML directive enables merge keys, octal numbers or "yes" as a boolean.
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  let document: Document.Parsed | undefined;
  let second: Document.Parsed | undefined;
  for (const next of composer.compose(tokens, true, source.length)) {
    if (document !== undefined) {
      second = next as Document.Parsed;
      break;
    }
    document = next as Document.Parsed;
  }
  if (document === undefined) throw new Error('defect: the YAML composer returned no document');
  const problems = [...document.errors, ...document.warnings]
    .slice(0, MOST_MISTAKES)
    .map((error) => mistakeAt(places(error.pos[0]), syntaxFinding(error)));
  if (second !== undefined) {
    const at = second.contents?.range[0] ?? second.range[0];
    problems.push(mistakeAt(places(at), { path: [], expected: 'one YAML document', found: 'a second one' }));
  }
  return problems.length === 0 ? { ok: true, document, places } : { ok: false, issues: problems };
}

interface Forbidden {
  readonly offset: number;
  readonly finding: Omit<Finding, 'blame'>;
}

/** The first few unprintable characters; a binary file has thousands. */
function forbiddenCharacters(source: string): readonly Forbidden[] {
  const result: Forbidden[] = [];
  for (const match of source.matchAll(NOT_PRINTABLE)) {
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const hint = 'is this a text file in UTF-8?';
    const finding = { path: [], expected: 'printable characters', found: `U+${code}`, hint };
    result.push({ offset: match.index, finding });
    if (result.length === 5) break;
  }
  return result;
}
