import type { OneSided } from './comparison.ts';

/** A row with its place below the header, from 1. */
export interface NumberedRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** How many of the rows that only one side has are named. */
const NAMED = 5;

export interface NamedRows {
  readonly rows: Iterable<readonly string[]>;
  /** Equal for rows that belong together. */
  readonly name: (cells: readonly string[]) => string;
}

export interface Leftover {
  readonly a: OneSided;
  readonly b: OneSided;
}

/**
 * Pairs rows of the same name, the first with the first and so on, at any position. Reads both sides once, at the same pace,
 * and keeps only the rows by which one side is ahead of the other.
 */
export function* pairRows(
  a: NamedRows,
  b: NamedRows,
): Generator<readonly [NumberedRow, NumberedRow], Leftover> {
  const sides = { a: new Side(a), b: new Side(b) };
  for (;;) {
    const [ofA, ofB] = [sides.a.next(), sides.b.next()];
    if (ofA === null && ofB === null) break;
    if (ofA !== null && ofB !== null && ofA.key === ofB.key) {
      yield [ofA, ofB];
      continue;
    }
    const forA = ofA === null ? null : sides.b.kept(ofA.key);
    if (ofA !== null && forA !== null) yield [ofA, forA];
    else if (ofA !== null) sides.a.keep(ofA);
    const forB = ofB === null ? null : sides.a.kept(ofB.key);
    if (ofB !== null && forB !== null) yield [forB, ofB];
    else if (ofB !== null) sides.b.keep(ofB);
  }
  return { a: sides.a.left(), b: sides.b.left() };
}

interface Keyed extends NumberedRow {
  readonly key: string;
  readonly name: string;
}

class Side {
  readonly #rows: Iterator<readonly string[]>;
  readonly #name: (cells: readonly string[]) => string;
  /** How often each name was found. */
  readonly #met = new Map<string, number>();
  readonly #waiting = new Map<string, Keyed>();
  #row = 0;

  constructor({ rows, name }: NamedRows) {
    this.#rows = rows[Symbol.iterator]();
    this.#name = name;
  }

  next(): Keyed | null {
    const { done, value } = this.#rows.next();
    if (done === true) return null;
    this.#row += 1;
    const name = this.#name(value);
    const count = (this.#met.get(name) ?? 0) + 1;
    this.#met.set(name, count);
    return { row: this.#row, cells: value, name, key: `${count} ${name}` };
  }

  keep(row: Keyed): void {
    this.#waiting.set(row.key, row);
  }

  /** Removes and returns the kept row that belongs to a row of the other side. */
  kept(key: string): Keyed | null {
    const found = this.#waiting.get(key) ?? null;
    this.#waiting.delete(key);
    return found;
  }

  left(): OneSided {
    const first = [...this.#waiting.values()].slice(0, NAMED);
    return { count: this.#waiting.size, first: first.map(({ name, row }) => name || `row ${row}`) };
  }
}
