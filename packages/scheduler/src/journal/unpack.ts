import {
  commonLength,
  DEEPEST,
  depthOf,
  isLeaf,
  LONGEST_COMMON,
  MOST_ROWS,
  type Pack,
  type PackColumn,
  type Path,
} from './pack-form.ts';
import type { RawRecord } from './record.ts';

/** The records of a line; null if it is not a pack, or not a sound one. Nothing of it is believed before it was looked at. */
export function unpacked(line: unknown): readonly RawRecord[] | null {
  if (!isPack(line)) return null;
  const { common, columns, rows } = line;
  if (rows.length > MOST_ROWS || depthOf(common) > DEEPEST) return null;
  const template = JSON.stringify(common);
  if (commonLength(template, columns) > LONGEST_COMMON) return null;
  const records: RawRecord[] = [];
  for (const row of rows) {
    if (!Array.isArray(row) || row.length !== columns.length) return null;
    const record = JSON.parse(template) as RawRecord;
    for (const [i, { at, begins }] of columns.entries()) {
      const cell: unknown = row[i];
      if (begins !== undefined && typeof cell !== 'string') return null;
      const value = begins === undefined ? cell : `${begins}${cell as string}`;
      if (!at.every((path) => place(record, path, value))) return null;
    }
    records.push(record);
  }
  return records;
}

function isPack(value: unknown): value is Pack {
  const { type, common, columns, rows } = (value ?? {}) as Partial<Record<keyof Pack, unknown>>;
  return (
    type === 'pack' &&
    typeof (common as Partial<RawRecord> | null)?.type === 'string' &&
    Array.isArray(columns) &&
    columns.every(isColumn) &&
    Array.isArray(rows)
  );
}

function isColumn(value: unknown): boolean {
  const { at, begins } = (value ?? {}) as Partial<Record<keyof PackColumn, unknown>>;
  return Array.isArray(at) && at.every(isPath) && (begins === undefined || typeof begins === 'string');
}

function isPath(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((key) => typeof key === 'string' || Number.isInteger(key))
  );
}

/** Writes to a place that is there already; false if it is not, or if the value has parts. */
function place(record: object, path: Path, value: unknown): boolean {
  let holder: unknown = record;
  for (const key of path.slice(0, -1)) {
    if (!holds(holder, key)) return false;
    holder = holder[key];
  }
  const last = path.at(-1) ?? '';
  if (!holds(holder, last)) return false;
  if (isLeaf(value)) holder[last] = value;
  else if (Array.isArray(value) && value.length === 0 && !Array.isArray(holder)) delete holder[last];
  else return false;
  return true;
}

/** Lists have places by number, `length` is not one of them; objects have places by name. */
function holds(holder: unknown, key: string | number): holder is Record<string | number, unknown> {
  if (Array.isArray(holder)) return typeof key === 'number' && key >= 0 && key < holder.length;
  return (
    typeof holder === 'object' && holder !== null && typeof key === 'string' && Object.hasOwn(holder, key)
  );
}
