import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import {
  followJournal,
  type JournalDamage,
  type JournalFollower,
  type JournalHeader,
  type JournalRecord,
  readJournal,
} from '@ballast/scheduler/journal';

/** What is new in a journal. */
export interface JournalNews {
  /** The records are all of the journal: it is another one than before, or it had to be read as a whole. */
  readonly isWhole: boolean;
  readonly header: JournalHeader;
  readonly records: readonly JournalRecord[];
  readonly unknownRecords: number;
  readonly damage: readonly JournalDamage[];
  readonly damagedLines: number;
  /** Bytes of the records so far. */
  readonly offset: number;
}

export interface JournalTail {
  /** What was written since the last call; null if nothing was. Throws the system's errors and faults of `readJournal`. */
  read(): JournalNews | null;
}

/** The very file that was read, and how far. */
interface Place {
  readonly device: bigint;
  readonly number: bigint;
  /** Null for a journal that only makes sense as a whole. */
  readonly follower: JournalFollower | null;
  /** Bytes that were read, whole lines or not. */
  position: number;
  /** When it was last read as a whole, by a clock that only goes on; in milliseconds. */
  wholeAt: number;
}

const PIECE = 1 << 20;
/** Time between two readings of a whole journal, in milliseconds: each costs as much as the batch is large. */
const WHOLE_EVERY = 2000;

/**
 * Follows the journal at a path. The file is opened for each look: an open file could not be replaced on Windows. A new batch
 * in the same folder replaces it, and a batch that resumes cuts off a line that was torn: both are read from the beginning.
 */
export function journalTail(file: string): JournalTail {
  let place: Place | null = null;
  const read = (): JournalNews | null => {
    const stat = lstatSync(file, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile()) return null;
    const same: boolean = place !== null && isSame(place, stat);
    if (same && place?.position === Number(stat.size)) return null;
    const fd = openSync(file, 'r');
    try {
      const opened = fstatSync(fd, { bigint: true });
      const size = Number(opened.size);
      const isNew = place === null || !isSame(place, opened) || size < place.position;
      if (isNew || place === null) place = begin(opened);
      return news(fd, isNew);
    } finally {
      closeSync(fd);
    }
  };
  const news = (fd: number, isNew: boolean): JournalNews | null => {
    if (place === null) return null;
    const { follower } = place;
    if (follower === null) {
      if (performance.now() - place.wholeAt < WHOLE_EVERY) return null;
      place.wholeAt = performance.now();
      return whole(file, place, Number(fstatSync(fd).size));
    }
    const hadHeader = !isNew && follower.header !== null;
    const records = readOn(fd, place, follower);
    if (records === null) {
      // A journal that was replaced within its own file is sound from its beginning; one that is damaged is not.
      place = isNew ? { ...place, follower: null, position: 0, wholeAt: Number.NEGATIVE_INFINITY } : null;
      return read();
    }
    const { header, unknownRecords, offset } = follower;
    if (header === null) return null;
    const isWhole = !hadHeader;
    if (records.length === 0 && !isWhole) return null;
    return { isWhole, header, records, unknownRecords, damage: [], damagedLines: 0, offset };
  };
  return { read };
}

type Identity = Readonly<Record<'dev' | 'ino' | 'size', bigint>>;

function isSame({ device, number, position }: Place, { dev, ino, size }: Identity): boolean {
  return device === dev && number === ino && Number(size) >= position;
}

function begin({ dev, ino, size }: Identity): Place {
  return { device: dev, number: ino, follower: followJournal(Number(size)), position: 0, wholeAt: 0 };
}

/** Everything up to the end of the file; null if a line is not as it was written. */
function readOn(fd: number, place: Place, follower: JournalFollower): readonly JournalRecord[] | null {
  const records: JournalRecord[] = [];
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE);
    const length = readSync(fd, piece, 0, PIECE, place.position);
    if (length === 0) return records;
    place.position += length;
    const more = follower.take(piece.subarray(0, length));
    if (more === null) return null;
    for (const record of more) records.push(record);
  }
}

/** A journal of an earlier version, or a damaged one: its lines only make sense together. */
function whole(file: string, place: Place, size: number): JournalNews {
  const { header, records, unknownRecords, damage, damagedLines, wholeBytes } = readJournal(file);
  place.position = size;
  return { isWhole: true, header, records, unknownRecords, damage, damagedLines, offset: wholeBytes };
}
