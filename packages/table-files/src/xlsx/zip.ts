import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Sink } from '../table-head.ts';

/** What the directory of an archive says about a compressed file. */
export interface Deflated {
  readonly crc: number;
  /** Bytes before compression. */
  readonly size: number;
  readonly compressed: number;
}

export interface ZipEntry extends Deflated {
  readonly name: string;
  /** The compressed content. */
  readonly pieces: () => Iterable<Uint8Array>;
}

const PIECE = 1 << 18;
/** Digits of measured values hardly compress: the default level takes more than twice as long for a tenth less. */
const LEVEL = 1;

/** Compresses text piece by piece: memory does not grow with its length. */
export interface Deflater {
  write(text: string): void;
  end(): Deflated;
}

export function createDeflater(sink: Sink): Deflater {
  let pending = '';
  let crc = 0;
  let size = 0;
  let compressed = 0;
  const flush = (finishFlush: number): void => {
    const data = Buffer.from(pending, 'utf8');
    pending = '';
    crc = crc32(data, crc);
    size += data.length;
    // A synced block ends with a whole byte and is not the last one, so that another can follow.
    const block = deflateRawSync(data, { level: LEVEL, finishFlush });
    compressed += block.length;
    sink(block);
  };
  return {
    write: (text) => {
      pending += text;
      if (pending.length >= PIECE) flush(constants.Z_SYNC_FLUSH);
    },
    end: () => {
      flush(constants.Z_FINISH);
      return { crc, size, compressed };
    },
  };
}

/** A small file of an archive. */
export function zipEntry(name: string, text: string): ZipEntry {
  const pieces: Uint8Array[] = [];
  const deflater = createDeflater((bytes) => pieces.push(bytes));
  deflater.write(text);
  return { name, ...deflater.end(), pieces: () => pieces };
}

// PKWARE, .ZIP File Format Specification (APPNOTE.TXT), sections 4.3.7, 4.3.12 and 4.3.16.
const LOCAL = 0x04_03_4b_50;
const CENTRAL = 0x02_01_4b_50;
const END = 0x06_05_4b_50;
const VERSION = 20;
const DEFLATE = 8;
/** 1980-01-01 00:00: archives with the same content are the same bytes. */
const DATE = 0x00_21;

/** An archive, piece by piece. Its entries together must be smaller than 4 GiB. */
export function* zipPieces(entries: readonly ZipEntry[]): Generator<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'latin1');
    const facts = factsOf(entry, name.length);
    directory.push(centralHeader(facts, at), name);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(LOCAL);
    yield Buffer.concat([head, facts, name]);
    yield* entry.pieces();
    at += head.length + facts.length + name.length + entry.compressed;
  }
  const whole = Buffer.concat(directory);
  yield whole;
  yield endRecord({ entries: entries.length, size: whole.length, at });
}

/** The fields that the header of an entry and the directory share. */
function factsOf({ crc, size, compressed }: Deflated, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(DEFLATE, 4);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc, 10);
  facts.writeUInt32LE(compressed, 14);
  facts.writeUInt32LE(size, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}

function centralHeader(facts: Buffer, at: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(VERSION, 4);
  facts.copy(header, 6);
  header.writeUInt32LE(at, 42);
  return header;
}

function endRecord({ entries, size, at }: { entries: number; size: number; at: number }): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(END, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(at, 16);
  return record;
}
