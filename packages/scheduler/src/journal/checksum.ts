import { crc32c } from '@ballast/text';

/**
 * Every line from version 3 on ends in `,"check":"17:e3069283"}`: its number, counted from 1, and the CRC-32C of all of it
 * before these eight digits, chained to the line before: its checksum is where this one starts from, 0 for the first line.
 */
export interface ChainEnd {
  /** Number of the last line; 0 if there is none. */
  readonly line: number;
  /** Checksum of the last line. */
  readonly checksum: number;
}

export const CHAIN_START: ChainEnd = { line: 0, checksum: 0 };

const DIGITS = 8;
/** What follows what the checksum covers: eight digits and `"}`. */
const UNCOVERED = DIGITS + 2;
/** Longer than the last field of any line. */
const LONGEST = 48;
const CHECK = ',"check":"';
const QUOTE = 0x22;
const STATED = /,"check":"([1-9]\d{0,14}):([0-9a-f]{8})"\}$/;

/** The line that continues a chain with a record, with its line end. */
export function chainedLine(
  record: object,
  before: ChainEnd,
): { readonly data: Buffer; readonly end: ChainEnd } {
  const line = before.line + 1;
  const covered = Buffer.from(`${JSON.stringify(record).slice(0, -1)}${CHECK}${line}:`);
  const checksum = crc32c(covered, before.checksum);
  const digits = checksum.toString(16).padStart(DIGITS, '0');
  return { data: Buffer.concat([covered, Buffer.from(`${digits}"}\n`)]), end: { line, checksum } };
}

/** The number and the checksum that a line states; null if it states none. `line` has no line end. */
export function statedIn(line: Buffer): ChainEnd | null {
  const [, number, digits] = STATED.exec(line.toString('latin1', Math.max(0, line.length - LONGEST))) ?? [];
  if (number === undefined || digits === undefined) return null;
  return { line: Number(number), checksum: Number.parseInt(digits, 16) };
}

/** The JSON of the record in a line that states a checksum. */
export function recordIn(line: Buffer): string {
  let number = line.length - UNCOVERED - 1;
  while (line[number - 1] !== QUOTE) number -= 1;
  return `${line.toString('utf8', 0, number - CHECK.length)}}`;
}

/** The checksum that a line should state if the one of the line before it is `before`. */
export function checksumOf(line: Buffer, before: number): number {
  return crc32c(line.subarray(0, -UNCOVERED), before);
}
