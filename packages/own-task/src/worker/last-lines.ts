import { StringDecoder } from 'node:string_decoder';

const KEPT = 20;
const LONGEST = 500;

/** The last lines of a stream of text, each cut to a length that a report can show. */
export class LastLines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #lines: string[] = [];
  #rest = '';

  add(data: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(data)).split(/\r?\n/);
    // A line that does not end could grow without limit.
    this.#rest = (lines.pop() ?? '').slice(-LONGEST);
    this.#lines.push(...shown(lines));
    this.#lines.splice(0, Math.max(0, this.#lines.length - KEPT));
  }

  /** Empty lines are left out. */
  read(): readonly string[] {
    return [...this.#lines, ...shown([this.#rest])].slice(-KEPT);
  }
}

function shown(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '').map((line) => line.slice(0, LONGEST));
}
