import { MINUS, PLUS } from './characters.ts';
import { isBlank } from './number.ts';

/** The start and end of each field of one line; reused for every line. */
export class Fields {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of fields in the line, including those beyond `capacity`, which are not stored. */
  count = 0;

  constructor(capacity: number) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  /** Splits `bytes[from..to)` at blanks. */
  split(bytes: Uint8Array, from: number, to: number): void {
    const { starts, ends } = this;
    const capacity = starts.length;
    let count = 0;
    let at = from;
    for (;;) {
      while (at < to && isBlank(bytes[at] as number)) at += 1;
      if (at >= to) break;
      const start = at;
      while (at < to && !isBlank(bytes[at] as number)) at += 1;
      if (count < capacity) {
        starts[count] = start;
        ends[count] = at;
      }
      count += 1;
    }
    this.count = count;
  }

  start(field: number): number {
    return this.starts[field] as number;
  }

  end(field: number): number {
    return this.ends[field] as number;
  }
}

/** Where the field that contains `bytes[at]` ends. */
export function fieldEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && !isBlank(bytes[end] as number)) end += 1;
  return end;
}

/** Length of a field without its sign, which is the same in every row of a fixed format. */
export function lengthWithoutSign(bytes: Uint8Array, start: number, end: number): number {
  const signed = bytes[start] === MINUS || bytes[start] === PLUS;
  return end - start - (signed ? 1 : 0);
}

/** The same for the last field before `to`; there must be one. */
export function lastFieldLength(bytes: Uint8Array, to: number): number {
  let end = to;
  while (isBlank(bytes[end - 1] as number)) end -= 1;
  let start = end;
  while (start > 0 && !isBlank(bytes[start - 1] as number)) start -= 1;
  return lengthWithoutSign(bytes, start, end);
}
