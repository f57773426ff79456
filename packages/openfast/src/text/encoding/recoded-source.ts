import type { LoadControl } from '@ballast/results-model';
import type { InputFile } from '../../files/input-file.ts';
import { lineTooLong, STREAM_BUFFER, TAIL, type TextSource, wholeLines } from '../text-source.ts';
import { type Dialect, isSeparated } from './dialect.ts';
import { Recoder, recoded } from './recoder.ts';

/** Bytes of the file that are recoded at a time; even, so that no UTF-16 unit is divided. */
const PIECE = 1024 * 1024;

/** Reads a text of another dialect again on each walk, and recodes it piece by piece. */
export function streamRecoded(file: InputFile, dialect: Dialect, control: LoadControl): TextSource {
  const raw = async (from: number, to: number): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafeSlow(to - from);
    await control.chunk(bytes.length);
    await file.fill(bytes, from);
    return bytes;
  };
  /** Bytes after recoding by bytes before, as in the head. */
  let ratio = 1;
  return {
    inMemory: false,
    get size() {
      return Math.round(file.size * ratio);
    },
    separated: isSeparated(dialect),
    head: async () => {
      const count = Math.min(STREAM_BUFFER, file.size);
      const bytes = new Recoder(dialect).push(await raw(0, count), count === file.size);
      ratio = bytes.length / count;
      return { bytes, end: wholeLines(bytes, count === file.size ? bytes.length : Infinity) };
    },
    tail: async () => {
      const from = Math.max(0, file.size - TAIL);
      const bytes = recoded(await raw(from + (from % 2), file.size), dialect);
      if (from === 0) return bytes;
      const found = bytes.indexOf(0x0a);
      return found < 0 ? null : bytes.subarray(found + 1);
    },
    walk: async (start, feed) => {
      const recoder = new Recoder(dialect);
      let ahead = start;
      let kept: Buffer = Buffer.alloc(0);
      for (let position = 0; position < file.size; ) {
        const next = Math.min(position + PIECE, file.size);
        const last = next === file.size;
        const piece = recoder.push(await raw(position, next), last);
        position = next;
        const used = piece.subarray(Math.min(ahead, piece.length));
        ahead -= piece.length - used.length;
        const bytes = Buffer.concat([kept, used]);
        kept = Buffer.from(bytes.subarray(feed(bytes, { from: 0, to: bytes.length, last })));
        if (kept.length >= STREAM_BUFFER) throw lineTooLong(file);
      }
    },
    close: () => file.close(),
  };
}
