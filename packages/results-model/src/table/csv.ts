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

/**
 * One line of a CSV file by RFC 4180, including its CRLF. Numbers print in their shortest form that reads back to the
 * same double; NaN and infinities are empty. Text that could act in a spreadsheet gets a leading apostrophe,
 * but names such as `-ReactFXss` do not; control characters become U+FFFD.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  // String(-0) is '0' already.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const printable = cell.replace(UNPRINTABLE, '\uFFFD');
  const harmless = FORMULA.test(printable) && !SIGNED.test(printable) ? `'${printable}` : printable;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
