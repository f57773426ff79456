/** One cell of a table: null is empty. */
export type Cell = string | number | null;

/**
 * What a spreadsheet may treat as a formula: `=`, `+`, `-`, `@`, also after blanks and in their full-width forms, or a
 * leading tab or carriage return (OWASP, "CSV Injection").
 */
const FORMULA = /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/u;

/**
 * What begins with a sign but can do nothing in a spreadsheet: a sign alone, a number, or a name of word characters such as
 * `-ReactFXss_max`, which may have `#2` and a unit in brackets behind it. No operator, parenthesis, quote, `!` or `|`.
 */
const SIGNED =
  /^[+\-＋－](?:\d+(?:\.\d*)?e[+-]?\d+|[\p{L}\p{M}\p{N}_.]*(?:#\d+)?(?: \[[^[\]!|=()"'&<>,;:]*\])?)$/iu;

/** Control characters except tab and line ends, and lone surrogates, which UTF-8 cannot represent. */
const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;

/** What separates the cells of a CSV file. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
/** What separates the whole part of a number from its fraction. */
export const DECIMAL_MARKS = ['.', ','] as const;

/** How a CSV file is written. */
export interface CsvStyle {
  readonly delimiter: (typeof DELIMITERS)[number];
  /** Not the delimiter. */
  readonly decimal: (typeof DECIMAL_MARKS)[number];
  /** Whether the file begins with a byte order mark, by which Excel recognises UTF-8. */
  readonly bom: boolean;
  /** Significant digits of numbers, 1 to 17; null for the shortest form that reads back to the same double. */
  readonly digits: number | null;
}

/** RFC 4180 in UTF-8. */
export const PLAIN_CSV: CsvStyle = { delimiter: ',', decimal: '.', bom: false, digits: null };

/** What a CSV file begins with: a byte order mark, or nothing. */
export function csvStart({ bom }: CsvStyle = PLAIN_CSV): string {
  return bom ? '\uFEFF' : '';
}

/**
 * One line of a CSV file by RFC 4180, including its CRLF. NaN and infinities are empty. Text that could act in a
 * spreadsheet gets a leading apostrophe, but names such as `-ReactFXss` do not; control characters become U+FFFD.
 */
export function csvLine(cells: readonly Cell[], style: CsvStyle = PLAIN_CSV): string {
  let line = '';
  for (let i = 0; i < cells.length; i += 1) {
    if (i > 0) line += style.delimiter;
    line += cellText(cells[i] ?? null, style);
  }
  return `${line}\r\n`;
}

/** A cell of a line. */
export function cellText(cell: Cell, style: CsvStyle): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? numberText(cell, style) : '';
  return PLAIN.test(cell) ? cell : quoted(cell, style);
}

/** Names, units and statuses as they mostly are: harmless everywhere, whatever the delimiter. */
const PLAIN = /^[A-Za-z0-9_(][A-Za-z0-9_.()/*^ #-]*$/;

function quoted(cell: string, style: CsvStyle): string {
  const text = printable(cell);
  const harmless = FORMULA.test(text) && !SIGNED.test(text) ? `'${text}` : text;
  const isPlain = !/["\r\n]/.test(harmless) && !harmless.includes(style.delimiter);
  return isPlain ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}

/** Text as tables show it: control characters and what UTF-8 cannot represent become U+FFFD. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\uFFFD');
}

function numberText(number: number, style: CsvStyle): string {
  // String(-0) is '0' already.
  const text = String(printedNumber(number, style));
  return style.decimal === '.' ? text : text.replace('.', style.decimal);
}

/** The number that is printed in place of a finite one; one that would be rounded to infinity stays as it is. */
export function printedNumber(number: number, { digits }: CsvStyle): number {
  if (digits === null) return number;
  const rounded = Number(number.toPrecision(digits));
  return Number.isFinite(rounded) ? rounded : number;
}
