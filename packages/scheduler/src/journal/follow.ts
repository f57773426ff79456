import { CHAIN_START, checksumOf, statedIn } from './checksum.ts';
import { read, startReading } from './reader.ts';
import type { JournalHeader, JournalRecord } from './record.ts';

/** Reads a journal while another process writes it. */
export interface JournalFollower {
  /** Null before the first whole line. */
  readonly header: JournalHeader | null;
  /** Records of types that this version of Ballast does not know; they are skipped. */
  readonly unknownRecords: number;
  /** Bytes of the whole lines that were taken: a last line that is incomplete is kept until its rest arrives. */
  readonly offset: number;
  /**
   * Takes the bytes that follow those taken before, and returns the records of the lines that they complete. Null if a line is
   * not as it was written, or has no checksum as in journals before version 3: only `readJournal` reads such a journal, and the
   * follower takes nothing more.
   */
  take(data: Buffer): readonly JournalRecord[] | null;
}

const LINE_END = 0x0a;

/** A follower at the beginning of a journal. `bytes`: its size by now. */
export function followJournal(bytes: number): JournalFollower {
  const reading = startReading(bytes, true);
  let end = CHAIN_START;
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let isSound = true;
  const takeLine = (line: Buffer): boolean => {
    const stated = statedIn(line);
    if (stated?.line !== end.line + 1 || stated.checksum !== checksumOf(line, end.checksum)) return false;
    read(reading, stated.line, line);
    end = stated;
    return reading.damage.lines === 0;
  };
  return {
    get header() {
      return reading.header;
    },
    get unknownRecords() {
      return reading.unknownRecords;
    },
    get offset() {
      return offset;
    },
    take: (data) => {
      const all = rest.length === 0 ? data : Buffer.concat([rest, data]);
      let from = 0;
      for (let to = all.indexOf(LINE_END); isSound && to >= 0; to = all.indexOf(LINE_END, from)) {
        isSound = takeLine(all.subarray(from, to));
        from = to + 1;
      }
      if (!isSound) return null;
      offset += from;
      rest = Buffer.from(all.subarray(from));
      return reading.records.splice(0);
    },
  };
}
