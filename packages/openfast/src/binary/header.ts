import { decodeField, decodeText } from '../files/decode-text.ts';
import { checkFinite, checkRange, headerCutFault } from './header-check.ts';
import type { HeaderSource } from './header-source.ts';

export type FileId = 1 | 2 | 3 | 4;

/** How times are stored: as a first time and a step (IDs 2 to 4), or as packed integers (ID 1). */
export type Clock =
  | { readonly kind: 'linear'; readonly start: number; readonly step: number }
  | { readonly kind: 'packed'; readonly scale: number; readonly offset: number };

/** An `.outb` header. Sizes in bytes; `names` and `units` start with the time column. */
export interface BinaryHeader {
  readonly fileId: FileId;
  readonly samples: number;
  /** Channels without the time column. */
  readonly channels: number;
  readonly clock: Clock;
  /** For each channel; null if values are not packed (ID 3). */
  readonly scaling: { readonly scales: Float64Array; readonly offsets: Float64Array } | null;
  readonly description: string;
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly headerSize: number;
  /** Bytes of packed times between header and data; 0 except for ID 1. */
  readonly timeSize: number;
  readonly rowSize: number;
}

/** The fields before the first list, which determine the number of samples and channels. */
export interface Prefix {
  readonly fileId: FileId;
  readonly nameLength: number;
  readonly channels: number;
  readonly samples: number;
  /** Offset of the two float64 of the clock. */
  readonly clockAt: number;
}

/** Values are packed into integers unless the ID is 3. */
export function bytesOfValue(fileId: FileId): number {
  return fileId === 3 ? 8 : 2;
}

/** Only ID 1 has a time for each sample. */
export function bytesOfTime(fileId: FileId): number {
  return fileId === 1 ? 4 : 0;
}

// Limits far above any real file (hundreds to a few thousand channels, 10 to 12 characters per name, a description
// below 1 KiB) and far below what could exhaust memory.
const MOST_CHANNELS = 1_000_000;
const LONGEST_NAME = 1024;
const LONGEST_DESCRIPTION = 1024 * 1024;
const LARGEST_HEADER = 64 * 1024 * 1024;

/** True for the first bytes of an `.outb`: a little-endian int16 of 1 to 4, which no text begins with. */
export function isBinary(head: Uint8Array): boolean {
  return head.length >= 2 && head[1] === 0 && (head[0] as number) >= 1 && (head[0] as number) <= 4;
}

/** Fault `HEADER_IMPLAUSIBLE` for counts that no file can have, `FILE_TRUNCATED` if the bytes end first. */
export function parsePrefix(bytes: Uint8Array, source: HeaderSource): Prefix {
  const view = viewOf(bytes);
  const fileId = bytes[0] as FileId;
  const nameAt = 2;
  const countAt = fileId === 4 ? 4 : 2;
  const prefix = countAt + 24;
  if (source.size < prefix) throw headerCutFault(source, prefix, null);
  const nameLength = fileId === 4 ? view.getInt16(nameAt, true) : 10;
  const channels = view.getInt32(countAt, true);
  const samples = view.getInt32(countAt + 4, true);
  checkRange(
    source,
    { field: 'LenName', at: nameAt, found: nameLength },
    { lowest: 1, highest: LONGEST_NAME },
  );
  checkRange(
    source,
    { field: 'NumOutChans', at: countAt, found: channels },
    { lowest: 1, highest: MOST_CHANNELS },
  );
  checkRange(source, { field: 'NT', at: countAt + 4, found: samples }, { lowest: 0, highest: Infinity });
  return { fileId, nameLength, channels, samples, clockAt: countAt + 8 };
}

/**
 * Parses a header from the file's first bytes, or returns how many bytes that needs. `need` grows at most twice and is
 * checked against the file's size and fixed limits before it is allocated.
 */
export function parseHeader(
  bytes: Uint8Array,
  source: HeaderSource,
): { readonly need: number } | { readonly header: BinaryHeader } {
  const prefix = parsePrefix(bytes, source);
  const listsAt = prefix.clockAt + 16;
  const packed = prefix.fileId !== 3;
  const lengthAt = listsAt + (packed ? 8 * prefix.channels : 0);
  const namesSize = prefix.nameLength * (prefix.channels + 1);
  if (source.size < lengthAt + 4) throw headerCutFault(source, lengthAt + 4 + 2 * namesSize, prefix.samples);
  if (bytes.length < lengthAt + 4) return { need: lengthAt + 4 };

  const view = viewOf(bytes);
  const length = view.getInt32(lengthAt, true);
  checkRange(
    source,
    { field: 'LenDesc', at: lengthAt, found: length },
    { lowest: 0, highest: LONGEST_DESCRIPTION },
  );
  const namesAt = lengthAt + 4 + length;
  const headerSize = namesAt + 2 * namesSize;
  checkRange(
    source,
    { field: 'header size', at: 0, found: headerSize },
    { lowest: 0, highest: LARGEST_HEADER },
  );
  if (source.size < headerSize) throw headerCutFault(source, headerSize, prefix.samples);
  if (bytes.length < headerSize) return { need: headerSize };

  return {
    header: {
      fileId: prefix.fileId,
      samples: prefix.samples,
      channels: prefix.channels,
      clock: parseClock(view, prefix, source),
      scaling: packed ? parseScaling(view, listsAt, prefix.channels) : null,
      description: decodeText(bytes.subarray(lengthAt + 4, namesAt)),
      names: parseNames(bytes.subarray(namesAt, namesAt + namesSize), prefix.nameLength),
      units: parseNames(bytes.subarray(namesAt + namesSize, headerSize), prefix.nameLength),
      headerSize,
      timeSize: bytesOfTime(prefix.fileId) * prefix.samples,
      rowSize: prefix.channels * bytesOfValue(prefix.fileId),
    },
  };
}

function parseClock(view: DataView, { fileId, clockAt, samples }: Prefix, source: HeaderSource): Clock {
  const first = view.getFloat64(clockAt, true);
  const second = view.getFloat64(clockAt + 8, true);
  if (fileId === 1) {
    // A scale of 0 would be a divisor for every time, so it is as unusable as NaN.
    checkFinite(source, { field: '1/TimeScl', at: clockAt, found: 1 / first });
    checkFinite(source, { field: 'TimeScl', at: clockAt, found: first });
    checkFinite(source, { field: 'TimeOff', at: clockAt + 8, found: second });
    return { kind: 'packed', scale: first, offset: second };
  }
  checkFinite(source, { field: 'TimeOut1', at: clockAt, found: first });
  // A single sample has no step, so the field is ignored (it is NaN in real files).
  if (samples > 1) checkFinite(source, { field: 'TimeIncr', at: clockAt + 8, found: second });
  return { kind: 'linear', start: first, step: samples <= 1 ? 0 : second };
}

function parseScaling(view: DataView, at: number, channels: number): BinaryHeader['scaling'] {
  const scales = new Float64Array(channels);
  const offsets = new Float64Array(channels);
  for (let channel = 0; channel < channels; channel += 1) {
    scales[channel] = view.getFloat32(at + 4 * channel, true);
    offsets[channel] = view.getFloat32(at + 4 * (channels + channel), true);
  }
  return { scales, offsets };
}

/** Padded fields of equal length. */
function parseNames(bytes: Uint8Array, length: number): string[] {
  const names: string[] = [];
  for (let at = 0; at < bytes.length; at += length) {
    names.push(decodeField(bytes.subarray(at, at + length)));
  }
  return names;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
