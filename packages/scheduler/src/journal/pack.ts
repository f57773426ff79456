import {
  type Cell,
  commonLength,
  DEEPEST,
  depthOf,
  isLeaf,
  type Leaf,
  LONGEST_COMMON,
  MOST_ROWS,
  type Node,
  type Pack,
  type PackColumn,
  type Path,
} from './pack-form.ts';
import type { RawRecord } from './record.ts';

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
  /** Every leaf by the key of its path. */
  readonly leaves: ReadonlyMap<string, Flat>;
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
  const keys = new Set<string>();
  for (const one of flat) for (const key of one.keys()) keys.add(key);
  const common: Found[] = [];
  const columns = new Map<string, Column>();
  for (const key of keys) {
    const found = flat.map((one) => one.get(key));
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

/** Stand for what has no parts while a pack is put together. */
const EMPTY_LIST = Symbol('[]');
const EMPTY_OBJECT = Symbol('{}');
type Flat = Leaf | typeof EMPTY_LIST | typeof EMPTY_OBJECT;

interface Found {
  readonly path: Path;
  readonly value: Flat;
}

function flattened(record: Typed): Flattened {
  const leaves = new Map<string, Flat>();
  let shape = '';
  const visit = (node: Node | undefined, key: string): void => {
    if (node === undefined) return;
    if (isLeaf(node)) {
      leaves.set(key, node);
    } else if (Array.isArray(node)) {
      shape += `${key}#${node.length}[`;
      if (node.length === 0) leaves.set(key, EMPTY_LIST);
      for (let i = 0; i < node.length; i += 1) visit(node[i] as Node, `${key}/#${i}`);
    } else {
      shape += `${key}#{`;
      const names = Object.keys(node);
      if (names.length === 0) leaves.set(key, EMPTY_OBJECT);
      for (const name of names)
        visit((node as Readonly<Record<string, Node>>)[name], `${key}/${escaped(name)}`);
    }
  };
  visit(record as unknown as Node, '');
  return { record, leaves, shape };
}

/** A key joins names with slashes; a number of a list begins with `#`. Neither is in a name then, so that a shape has one meaning. */
function escaped(name: string): string {
  return /[~/#]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('#', '~2') : name;
}

function pathOf(key: string): Path {
  return key
    .slice(1)
    .split('/')
    .map((part) => (part.startsWith('#') ? Number(part.slice(1)) : unescaped(part)));
}

function unescaped(part: string): string {
  return part.replaceAll('~2', '#').replaceAll('~1', '/').replaceAll('~0', '~');
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
