/** Bytes that are collected before they are written. */
const BLOCK = 1 << 18;
/** `ROW_MARK` in UTF-8. */
const MARK = 0;

/** Puts the first cells before rows that were made without them, and writes many rows at a time. */
export class RowBlock {
  readonly #write: (bytes: Uint8Array) => void;
  #block: Buffer | null = null;
  #filled = 0;

  /** `write` must be done with the bytes when it returns. */
  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** `rows`: each behind a mark. */
  add(head: Buffer, rows: Buffer): void {
    for (let from = 0; from < rows.length; ) {
      const next = rows.indexOf(MARK, from + 1);
      const until = next < 0 ? rows.length : next;
      this.#put(head, 0, head.length);
      this.#put(rows, from + 1, until);
      from = until;
    }
  }

  flush(): void {
    if (this.#block === null || this.#filled === 0) return;
    this.#write(this.#block.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #put(bytes: Buffer, from: number, until: number): void {
    const length = until - from;
    if (this.#filled + length > BLOCK) this.flush();
    if (length > BLOCK) {
      this.#write(bytes.subarray(from, until));
      return;
    }
    this.#block ??= Buffer.allocUnsafe(BLOCK);
    bytes.copy(this.#block, this.#filled, from, until);
    this.#filled += length;
  }
}
