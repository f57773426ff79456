import { NEWLINE, RETURN } from '../characters.ts';
import { beginsRow, cellsOf, type Dialect, type Separator } from './dialect.ts';

/**
 * Turns a text of another dialect into a plain one, piece by piece: UTF-8 or single bytes, line feeds, and blanks between
 * the numbers of a row. Empty cells become `NaN`. Lines that do not begin with a number keep their separators.
 */
export class Recoder {
  readonly #dialect: Dialect;
  readonly #decoder: InstanceType<typeof TextDecoder> | null;
  #rest: Buffer = Buffer.alloc(0);

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
    this.#decoder = dialect.encoding === 'bytes' ? null : new TextDecoder(dialect.encoding);
  }

  /** Plain bytes for the next piece; `last` means that no more will come. Shares no memory with `piece`. */
  push(piece: Uint8Array, last: boolean): Buffer {
    const bytes = this.#decode(piece, last);
    if (this.#dialect.returns) replaceReturns(bytes);
    const { separator } = this.#dialect;
    if (separator === null) return bytes;
    const all = Buffer.concat([this.#rest, bytes]);
    const end = last ? all.length : all.lastIndexOf(NEWLINE) + 1;
    this.#rest = Buffer.from(all.subarray(end));
    return withBlanks(all.subarray(0, end), separator);
  }

  #decode(piece: Uint8Array, last: boolean): Buffer {
    if (this.#decoder === null) return Buffer.from(piece);
    return Buffer.from(this.#decoder.decode(piece, { stream: !last }), 'utf8');
  }
}

/** All of a text at once. */
export function recoded(bytes: Uint8Array, dialect: Dialect): Buffer {
  return new Recoder(dialect).push(bytes, true);
}

function replaceReturns(bytes: Buffer): void {
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) bytes[at] = NEWLINE;
}

/** Rewrites the rows among whole lines. */
function withBlanks(bytes: Buffer, separator: Separator): Buffer {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, from);
    const to = found < 0 ? bytes.length : found;
    const line = bytes.toString('latin1', from, to);
    lines.push(beginsRow(bytes, from, to) ? plainRow(line, separator) : line);
    if (found >= 0) lines.push('\n');
    from = to + 1;
  }
  return Buffer.from(lines.join(''), 'latin1');
}

function plainRow(line: string, separator: Separator): string {
  return cellsOf(line, separator)
    .map((cell) => (cell === '' ? 'NaN' : cell.replaceAll(/\s+/g, '_')))
    .join('\t');
}
