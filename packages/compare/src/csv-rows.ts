import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK = 1 << 18;

/** The rows of a CSV file (RFC 4180; line ends of any kind), one after the other, for files of any size. Throws the system's errors. */
export function* csvRows(path: string): Generator<string[]> {
  const fd = openSync(path, 'r');
  try {
    const rows = new RowSplitter();
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const length = readSync(fd, buffer, 0, CHUNK, null);
      yield* rows.take(length === 0 ? decoder.end() : decoder.write(buffer.subarray(0, length)));
      if (length === 0) break;
    }
    yield* rows.end();
  } finally {
    closeSync(fd);
  }
}

/** A piece of text may end anywhere, also within a quoted cell or between the two bytes of a line end. */
class RowSplitter {
  #cells: string[] = [];
  #cell = '';
  /** A row has begun; an empty line is not a row. */
  #begun = false;
  #state: 'plain' | 'quoted' | 'quote-in-quoted' = 'plain';
  #isFirst = true;

  *take(text: string): Generator<string[]> {
    let from = 0;
    if (this.#isFirst && text !== '') {
      this.#isFirst = false;
      if (text.charCodeAt(0) === 0xfeff) from = 1;
    }
    for (let at = from; at < text.length; at += 1) {
      const character = text[at] as string;
      if (this.#state === 'quoted') {
        if (character !== '"') continue;
        this.#cell += text.slice(from, at);
        from = at + 1;
        this.#state = 'quote-in-quoted';
        continue;
      }
      if (this.#state === 'quote-in-quoted') {
        this.#state = character === '"' ? 'quoted' : 'plain';
        if (character === '"') continue;
      }
      if (character === '"' && this.#cell === '' && at === from) {
        this.#state = 'quoted';
        this.#begun = true;
        from = at + 1;
      } else if (character === ',') {
        this.#endCell(text.slice(from, at));
        from = at + 1;
      } else if (character === '\n' || character === '\r') {
        this.#cell += text.slice(from, at);
        from = at + 1;
        const row = this.#endRow();
        if (row !== null) yield row;
      }
    }
    // A doubled quote that ends the piece is the beginning of the next one.
    this.#cell += text.slice(from);
  }

  *end(): Generator<string[]> {
    const row = this.#endRow();
    if (row !== null) yield row;
  }

  #endCell(rest: string): void {
    this.#cells.push(this.#cell + rest);
    this.#cell = '';
    this.#begun = true;
  }

  #endRow(): string[] | null {
    if (!this.#begun && this.#cell === '') return null;
    this.#endCell('');
    const row = this.#cells;
    this.#cells = [];
    this.#begun = false;
    return row;
  }
}
