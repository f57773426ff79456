import { Fields } from '../fields.ts';
import { isValue, type Line } from './lines.ts';

/** What the rows below a possible head have in common. */
export interface RowShape {
  readonly columns: number;
  /** Line of the first row with that number of columns. */
  readonly firstRow: number;
  /** Rows that were looked at, and those of them with this number of columns. */
  readonly rows: number;
  readonly agreeing: number;
  /** True if no column lacks a readable number in all rows. */
  readonly readable: boolean;
  /**
   * Where each number ends and begins, in bytes from the start of the line; null if that differs between rows, or if the
   * columns are too narrow to be of fixed width.
   */
  readonly ends: readonly number[] | null;
  readonly starts: readonly number[] | null;
}

const TAB = 0x09;
/** Least width of a column that a program would write with a fixed width, in characters. */
const NARROWEST = 8;

/** The shapes of rows by their number of columns, the most frequent one first. */
export function rowShapes(
  bytes: Uint8Array,
  rows: readonly Line[],
  fieldsOf: (line: Line) => number,
): RowShape[] {
  const byCount = new Map<number, Line[]>();
  for (const row of rows) {
    const count = fieldsOf(row);
    const known = byCount.get(count);
    if (known === undefined) byCount.set(count, [row]);
    else known.push(row);
  }
  return [...byCount]
    .sort(([a, some], [b, others]) => others.length - some.length || b - a)
    .map(([columns, lines]) => shapeOf(bytes, columns, lines, rows.length));
}

function shapeOf(bytes: Uint8Array, columns: number, lines: readonly Line[], rows: number): RowShape {
  const fields = new Fields(columns);
  const read = new Uint8Array(columns);
  let ends: number[] | null = null;
  let starts: number[] | null = null;
  let tabs = false;
  lines.forEach((line, position) => {
    fields.split(bytes, line.from, line.to);
    for (let field = 0; field < columns; field += 1)
      if (read[field] === 0 && isValue(bytes, fields, field)) read[field] = 1;
    tabs ||= bytes.subarray(line.from, line.to).includes(TAB);
    ends = position === 0 ? placesIn(line, fields.ends) : same(ends, line, fields.ends);
    starts = position === 0 ? placesIn(line, fields.starts) : same(starts, line, fields.starts);
  });
  return {
    columns,
    firstRow: lines[0]?.number ?? 0,
    rows,
    agreeing: lines.length,
    readable: !read.includes(0),
    ends: tabs ? null : fixedWidth(ends),
    starts: tabs ? null : fixedWidth(starts),
  };
}

function placesIn({ from }: Line, edges: Int32Array): number[] {
  return Array.from(edges, (edge) => edge - from);
}

function same(known: number[] | null, { from }: Line, edges: Int32Array): number[] | null {
  return known?.every((value, at) => from + value === edges[at]) === true ? known : null;
}

function fixedWidth(edges: readonly number[] | null): readonly number[] | null {
  const isFixed = edges?.every((edge, at) => at === 0 || edge - (edges[at - 1] as number) >= NARROWEST);
  return isFixed === true ? edges : null;
}
