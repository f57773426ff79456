import { NEWLINE, RETURN } from '../text/characters.ts';

interface Ends {
  /** The first bytes of the file, of which `end` is the end of the last complete line, and the size of the file. */
  readonly head: { readonly bytes: Uint8Array; readonly end: number; readonly size: number };
  /** The last bytes, from the start of a line on. */
  readonly tail: Uint8Array;
  readonly dataStart: number;
}

/**
 * The number of rows of a text whose rows are all of one length, as OpenFAST writes them: it follows from the size of the
 * file. Null if the lines at its ends differ in length, or the size is not a multiple of it.
 */
export function rowsBySize({ head, tail, dataStart }: Ends): number | null {
  const first = commonLength(head.bytes.subarray(dataStart, head.end), null);
  const length = first === null ? null : commonLength(tail, first);
  if (length === null || length === 0) return null;
  const all = head.size - dataStart;
  // The last line may lack its end.
  const missing = tail.at(-1) === NEWLINE ? 0 : length - (all % length);
  const isEnded = missing === 0 || missing === 1 || (missing === 2 && head.bytes.includes(RETURN));
  return isEnded && (all + missing) % length === 0 ? (all + missing) / length : null;
}

/** The length of every complete line, with its end; null if they differ from each other or from the one given. */
function commonLength(lines: Uint8Array, given: number | null): number | null {
  let common = given;
  for (let from = 0; from < lines.length; ) {
    const found = lines.indexOf(NEWLINE, from);
    if (found < 0) break;
    const length = found + 1 - from;
    common ??= length;
    if (length !== common) return null;
    from = found + 1;
  }
  return common;
}
