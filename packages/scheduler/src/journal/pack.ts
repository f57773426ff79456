import {
  type Cell,
  commonLength,
  DEEPEST,
  depthOf,
  LONGEST_COMMON,
  MOST_ROWS,
  type Pack,
  type PackColumn,
  type Path,
} from './pack-form.ts';
import type { RawRecord } from './record.ts';
import {
  EMPTY_LIST,
  EMPTY_OBJECT,
  type Flat,
  type Layout,
  type Leaves,
  leavesOf,
  pathOf,
} from './record-leaves.ts';

/** A record as it is written. */
type Typed = object & { readonly type: string };

/** A column while a pack is put together. */
interface Column {
  readonly at: Path[];
  readonly cells: readonly Cell[];
}

/** Types of which many records follow each other. */
const PACKED: ReadonlySet<string> = new Set(['input', 'admitted', 'settled']);
/** Shorter runs are not worth it: a small batch has a line for each record. */
const FEWEST_ROWS = 8;
const NONE: readonly [] = [];
const NO_LAYOUT: Layout = { keys: [], places: new Map(), shape: '', root: 'nothing' };

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

interface Flattened extends Leaves {
  readonly record: Typed;
}

function runAt(records: readonly Typed[], from: number): readonly Flattened[] {
  const run: Flattened[] = [];
  let before: Layout | null = null;
  for (let to = from; to < records.length && run.length < MOST_ROWS; to += 1) {
    const record = records[to];
    const [first] = run;
    if (record === undefined || (first !== undefined && record.type !== first.record.type)) break;
    if (!PACKED.has(record.type)) return [{ record, layout: NO_LAYOUT, values: [] }];
    const { layout, values } = leavesOf(record, before);
    if (first !== undefined && layout.shape !== first.layout.shape) break;
    run.push({ record, layout, values });
    before = layout;
  }
  return run;
}

/** Null if they have too much in common to be repeated. */
function packOf(run: readonly Flattened[]): Pack | null {
  const keys = new Set([...new Set(run.map(({ layout }) => layout))].flatMap((layout) => layout.keys));
  const common: Found[] = [];
  const columns = new Map<string, Column>();
  for (const key of keys) {
    const found = run.map((one) => valueAt(one, key));
    const [first] = found;
    const path = pathOf(key);
    if (first !== undefined && found.every((value) => value === first)) {
      common.push({ path, value: first });
      continue;
    }
    const cells: Cell[] = [];
    for (const value of found) {
      if (typeof value === 'symbol') return null;
      cells.push(value === undefined ? NONE : value);
    }
    const same = JSON.stringify(cells);
    const column = columns.get(same);
    if (column === undefined) columns.set(same, { at: [path], cells });
    else column.at.push(path);
  }
  const built = unflattened([...common, ...[...columns.values()].flatMap(placesOf)]);
  if (built === null || depthOf(built) > DEEPEST) return null;
  const shortened = [...columns.values()].map(withoutBeginning);
  const columnsOfAll = shortened.map(({ column }) => column);
  if (commonLength(JSON.stringify(built), columnsOfAll) > LONGEST_COMMON) return null;
  const rows = run.map((_, row) => shortened.map(({ cells }) => cells[row] ?? null));
  return { type: 'pack', common: built as RawRecord, columns: columnsOfAll, rows };
}

function valueAt({ layout, values }: Leaves, key: string): Flat | undefined {
  const place = layout.places.get(key);
  return place === undefined ? undefined : values[place];
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

interface Found {
  readonly path: Path;
  readonly value: Flat;
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
