import type { RowShape } from './row-shape.ts';

/** Lines that are known at a time, and bytes of the longest one: files of a batch have few lines in common, and long ones. */
const MOST_LINES = 8;
const LONGEST = 64 * 1024;

export interface SplitLine {
  readonly cells: readonly string[];
  /** The words between blanks, whether or not they are as many as the cells. */
  readonly words: readonly string[];
}

/** What a line was divided for. */
export interface DividedFor {
  readonly shape: RowShape;
  readonly as: 'names' | 'units';
}

interface Known extends DividedFor {
  readonly split: SplitLine | null;
}

const known = new Map<string, Known>();

/**
 * What `divide` returns, which is called only if no line with the same bytes was divided lately for rows of the same shape. The files
 * of a batch mostly have the same names and units.
 */
export function dividedOnce(
  bytes: Uint8Array,
  { shape, as }: DividedFor,
  divide: () => SplitLine | null,
): SplitLine | null {
  if (bytes.length > LONGEST) return divide();
  const key = as + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const before = known.get(key);
  if (before !== undefined && isSameShape(before.shape, shape)) return before.split;
  const split = divide();
  known.delete(key);
  const [oldest] = known.keys();
  if (known.size >= MOST_LINES && oldest !== undefined) known.delete(oldest);
  known.set(key, { shape, as, split });
  return split;
}

/** As far as a line is divided by it. */
function isSameShape(one: RowShape, other: RowShape): boolean {
  return one.columns === other.columns && areSame(one.ends, other.ends) && areSame(one.starts, other.starts);
}

function areSame(one: readonly number[] | null, other: readonly number[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
