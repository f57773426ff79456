import { countText, forTerminal } from '@ballast/text';
import {
  type CellDifference,
  type Comparison,
  isIdentical,
  type OneSided,
  type TableComparison,
} from './comparison.ts';

/** Columns of one table that are shown. */
const MOST_COLUMNS = 20;
/** Characters of a cell that are shown. */
const MOST_CELL = 60;

/** For people: one line if everything is equal, otherwise the differences, table by table. Safe to print. */
export function compareText(comparison: Comparison): readonly string[] {
  const { tables, rtol, atol } = comparison;
  const within = rtol === 0 && atol === 0 ? '' : ` within rtol ${rtol}, atol ${atol}`;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (comparison.identical) {
    return [`identical${within}: ${countText(tables.length, 'table')}, ${countText(rows, 'row')}`];
  }
  const different = tables.filter((table) => !isIdentical(table));
  const head = `different${within}: ${different.length} of ${countText(tables.length, 'table')}`;
  return [head, ...different.flatMap(tableLines)].map(forTerminal);
}

function tableLines(table: TableComparison): string[] {
  if (table.in !== 'both') return [`${table.table}: only in ${table.in.toUpperCase()}`];
  return [
    `${table.table}: ${countText(table.rows, 'row')} compared`,
    ...oneSidedRows('A', table.rowsOnlyInA),
    ...oneSidedRows('B', table.rowsOnlyInB),
    ...oneSidedColumns('A', table.columnsOnlyInA),
    ...oneSidedColumns('B', table.columnsOnlyInB),
    ...columnLines(table),
  ];
}

function oneSidedRows(side: string, { count, first }: OneSided): string[] {
  if (count === 0) return [];
  return [`  ${countText(count, 'row')} only in ${side}: ${listed(first, count)}`];
}

function oneSidedColumns(side: string, columns: readonly string[]): string[] {
  if (columns.length === 0) return [];
  const first = columns.slice(0, MOST_COLUMNS);
  return [`  ${countText(columns.length, 'column')} only in ${side}: ${listed(first, columns.length)}`];
}

function listed(first: readonly string[], count: number): string {
  const more = count > first.length ? ` and ${count - first.length} more` : '';
  return `${first.map(short).join('; ')}${more}`;
}

function columnLines({ columns }: TableComparison): string[] {
  const shown = columns.slice(0, MOST_COLUMNS).map(({ column, cells, worst }) => {
    const where = `row ${worst.row}${worst.file === '' ? '' : ` (${short(worst.file)})`}`;
    return `  ${short(column)}: ${countText(cells, 'cell')}, worst ${difference(worst)} in ${where}`;
  });
  const rest = columns.length - shown.length;
  return rest === 0 ? shown : [...shown, `  and ${countText(rest, 'column')} more; --json has all`];
}

function difference({ a, b, absolute, relative }: CellDifference): string {
  const values = `${quoted(a)} and ${quoted(b)}`;
  if (absolute === null || relative === null) return values;
  return `${absolute.toPrecision(3)} (${(100 * relative).toPrecision(3)} %): ${values}`;
}

function quoted(cell: string): string {
  return cell === '' ? 'nothing' : short(cell);
}

function short(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CELL ? text : `${characters.slice(0, MOST_CELL).join('')}...`;
}
