import type { Row } from '@ballast/batch';
import { forTerminal } from '@ballast/text';
import { numberText } from '../inspect/words.ts';
import { aligned } from '../show/aligned.ts';

/** Of larger tables only the file is named. */
const MOST_ROWS = 100;
const MOST_COLUMNS = 12;
/** Columns that say nothing to somebody who reads one table. */
const UNNEEDED = ['index', 'period'];

/** A small table as lines: columns of numbers to the right. In Markdown tables of any size. */
export function rowsText(rows: readonly Row[], { markdown }: { readonly markdown: boolean }): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const files = new Set(rows.map(({ file }) => file));
  const columns = Object.keys(first).filter((name) => {
    if (UNNEEDED.includes(name) || (name === 'file' && files.size === 1 && rows.length > 1)) return false;
    if (name === 'status') return rows.some(({ status }) => status !== 'succeeded');
    return rows.some((row) => row[name] !== null && row[name] !== undefined && row[name] !== '');
  });
  const cells = rows.map((row) => columns.map((name) => numberText(row[name] ?? null)));
  if (markdown) return markdownLines(columns, cells);
  if (rows.length > MOST_ROWS || columns.length > MOST_COLUMNS) return [];
  const isNumber = (name: string): boolean => rows.some((row) => typeof row[name] === 'number');
  return aligned(
    columns.map((name) => ({ head: forTerminal(name), right: isNumber(name) })),
    cells,
  );
}

function markdownLines(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => forTerminal(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), `|${columns.map(() => ' --- |').join('')}`, ...rows.map(line)];
}
