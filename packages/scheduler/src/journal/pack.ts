import type { RawRecord } from './record.ts';

/** A value without parts. */
type Leaf = string | number | boolean | null;
type Node = Leaf | { readonly [key: string]: Node } | readonly Node[];
type Path = readonly (string | number)[];

/**
 * Several records of one type in one line: what they have in common, once, and a row of the rest for each. A cell is the value
 * at the place of its column, `[]` for none. What all values of a column begin with is in the column.
 */
export interface Pack {
  readonly type: 'pack';
  readonly common: RawRecord;
  readonly columns: readonly PackColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

type Cell = Leaf | readonly [];

interface PackColumn {
  /** Where it belongs: more than one place if they always have the same value. */
  readonly at: readonly Path[];
  readonly begins?: string;
}

/** A record as it is written. */
type Typed = object & { readonly type: string };

/** A column while a pack is put together. */
interface Column {
  readonly at: Path[];
  readonly cells: readonly Cell[];
}

/** Types of which many records follow each other. */
const PACKED: ReadonlySet<string> = new Set(['input', 'admitted', 'settled']);
/** Records of one line at most: a damaged one costs them all. */
const MOST_ROWS = 64;
/** Shorter runs are not worth it: a small batch has a line for each record. */
const FEWEST_ROWS = 8;
/** Longest text of what records have in common, in UTF-16 code units: it is repeated for each row. */
const LONGEST_COMMON = 8192;
const NONE: readonly [] = [];

/** The same records, runs of similar ones packed. */
export function packed(records: readonly Typed[]): (Typed | Pack)[] {
  const lines: (Typed | Pack)[] = [];
  for (let from = 0; from < records.length; ) {
    const run = runAt(records, from);
    const pack = run.length < FEWEST_ROWS ? null : packOf(run);
    if (pack === null) for (const { record } of run) lines.push(record);
    else lines.push(pack);
    from += run.length;
  }
  return lines;
}

interface Flattened {
  readonly record: Typed;
  /** Every leaf with its path, by a key of its own. */
  readonly leaves: ReadonlyMap<string, Found>;
  /** What has parts: the same for all records of a pack. */
  readonly shape: string;
}

function runAt(records: readonly Typed[], from: number): readonly Flattened[] {
  const run: Flattened[] = [];
  for (let to = from; to < records.length && run.length < MOST_ROWS; to += 1) {
    const record = records[to];
    const [first] = run;
    if (record === undefined || (first !== undefined && record.type !== first.record.type)) break;
    if (!PACKED.has(record.type)) return [{ record, leaves: new Map(), shape: '' }];
    const next = flattened(record);
    if (first !== undefined && next.shape !== first.shape) break;
    run.push(next);
  }
  return run;
}

/** Null if they have too much in common to be repeated. */
function packOf(run: readonly Flattened[]): Pack | null {
  const flat = run.map(({ leaves }) => leaves);
  const shapes = new Map<string, Path>();
  for (const one of flat) for (const [key, { path }] of one) shapes.set(key, path);
  const common: Found[] = [];
  const columns = new Map<string, Column>();
  for (const [key, path] of shapes) {
    const found = flat.map((one) => one.get(key));
    const first = found[0]?.value;
    if (first !== undefined && found.every((one) => one?.value === first)) {
      common.push({ path, value: first });
      continue;
    }
    const cells: Cell[] = [];
    for (const one of found) {
      if (typeof one?.value === 'symbol') return null;
      cells.push(one === undefined ? NONE : one.value);
    }
    const same = JSON.stringify(cells);
    const column = columns.get(same);
    if (column === undefined) columns.set(same, { at: [path], cells });
    else column.at.push(path);
  }
  const built = unflattened([...common, ...[...columns.values()].flatMap(placesOf)]);
  if (built === null || JSON.stringify(built).length > LONGEST_COMMON) return null;
  const shortened = [...columns.values()].map(withoutBeginning);
  const rows = run.map((_, row) => shortened.map(({ cells }) => cells[row] ?? null));
  return { type: 'pack', common: built as RawRecord, columns: shortened.map(({ column }) => column), rows };
}

/** Places of columns are there from the beginning, so that only places that exist are ever written to. */
function placesOf({ at }: Column): Found[] {
  return at.map((path) => ({ path, value: null }));
}

function withoutBeginning({ at, cells }: Column): { column: PackColumn; cells: readonly Cell[] } {
  const texts = cells.filter((cell) => typeof cell === 'string');
  const begins = texts.length === cells.length ? commonBeginning(texts) : '';
  if (begins.length < 4) return { column: { at }, cells };
  return { column: { at, begins }, cells: texts.map((text) => text.slice(begins.length)) };
}

function commonBeginning(texts: readonly string[]): string {
  let [begins = ''] = texts;
  for (const text of texts) while (!text.startsWith(begins)) begins = begins.slice(0, -1);
  return begins;
}

/** The records of a line; null if it is not a pack. Nothing of it is believed before it was looked at. */
export function unpacked(line: unknown): readonly RawRecord[] | null {
  if (!isPack(line)) return null;
  const { common, columns, rows } = line;
  const template = JSON.stringify(common);
  if (rows.length > MOST_ROWS || template.length > LONGEST_COMMON) return null;
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

function holds(holder: unknown, key: string | number): holder is Record<string | number, unknown> {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key);
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || typeof value !== 'object';
}

/** Stand for what has no parts while a pack is put together. */
const EMPTY_LIST = Symbol('[]');
const EMPTY_OBJECT = Symbol('{}');
type Flat = Leaf | typeof EMPTY_LIST | typeof EMPTY_OBJECT;

interface Found {
  readonly path: Path;
  readonly value: Flat;
}

function flattened(record: Typed): Flattened {
  const leaves = new Map<string, Found>();
  let shape = '';
  const visit = (node: Node | undefined, path: Path, key: string): void => {
    if (node === undefined) return;
    if (isLeaf(node)) {
      leaves.set(key, { path, value: node });
      return;
    }
    shape += Array.isArray(node) ? `${key}[${node.length}] ` : `${key} `;
    const parts: [string | number, Node][] = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
    if (parts.length === 0) leaves.set(key, { path, value: Array.isArray(node) ? EMPTY_LIST : EMPTY_OBJECT });
    for (const [name, part] of parts) visit(part, [...path, name], `${key}/${keyOf(name)}`);
  };
  visit(record as unknown as Node, [], '');
  return { record, leaves, shape };
}

function keyOf(name: string | number): string {
  if (typeof name === 'number') return `#${name}`;
  return /[~/#]/.test(name) ? encodeURIComponent(name).replaceAll('~', '%7E') : name;
}

/** Null if a leaf would be where others have parts. */
function unflattened(leaves: readonly Found[]): object | null {
  const root: Record<string, unknown> = {};
  for (const { path, value } of leaves) {
    let holder: Record<string | number, unknown> = root;
    for (const [i, key] of path.slice(0, -1).entries()) {
      if (!Object.hasOwn(holder, key)) define(holder, key, typeof path[i + 1] === 'number' ? [] : {});
      const next = holder[key];
      if (typeof next !== 'object' || next === null) return null;
      holder = next as Record<string | number, unknown>;
    }
    const last = path.at(-1) ?? '';
    if (Object.hasOwn(holder, last)) return null;
    define(holder, last, value === EMPTY_LIST ? [] : value === EMPTY_OBJECT ? {} : value);
  }
  return root;
}

/** A key may be `__proto__`. */
function define(holder: object, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}
