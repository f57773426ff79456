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
