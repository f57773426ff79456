import { StringDecoder } from 'node:string_decoder';

/** A longer line is not a row. */
const LONGEST = 1024 * 1024;
/** What Python writes for numbers that JSON does not have. Strings are matched too, so that nothing in them is. */
const NOT_JSON = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** Finds the row in what a command prints: its last line that is not empty, if that is one JSON object. */
export class PrintedRow {
  readonly #decoder = new StringDecoder('utf8');
  #last = '';
  #rest = '';

  add(data: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(data)).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST + 1);
    this.#last = lines.findLast((line) => line.trim() !== '') ?? this.#last;
  }

  /** Null if there is none. */
  read(): Readonly<Record<string, unknown>> | null {
    const line = (this.#rest.trim() === '' ? this.#last : this.#rest).trim();
    if (!line.startsWith('{') || line.length > LONGEST) return null;
    return (
      asObject(line) ?? asObject(line.replaceAll(NOT_JSON, (one) => (one.startsWith('"') ? one : 'null')))
    );
  }
}

function asObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
