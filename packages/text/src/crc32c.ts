/** The Castagnoli polynomial, with its bits in reverse. */
const POLYNOMIAL = 0x82f63b78;

/** Four tables, one after the other: what a byte adds with 0, 1, 2 and 3 bytes after it. Four bytes cost as much as one. */
const TABLES = new Uint32Array(4 * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? POLYNOMIAL : 0);
  TABLES[byte] = value;
}
for (let i = 256; i < TABLES.length; i += 1) {
  const before = TABLES[i - 256] as number;
  TABLES[i] = (before >>> 8) ^ (TABLES[before & 0xff] as number);
}

/**
 * CRC-32C (RFC 3720) of the bytes, from 0 to 2^32 - 1. `before`: the checksum of what precedes them, so that
 * `crc32c(b, crc32c(a))` is the checksum of `a` followed by `b`.
 */
export function crc32c(bytes: Uint8Array, before = 0): number {
  const inFours = bytes.length & ~3;
  let value = ~before;
  let i = 0;
  for (; i < inFours; i += 4) {
    value =
      (TABLES[768 + ((value ^ (bytes[i] as number)) & 0xff)] as number) ^
      (TABLES[512 + (((value >>> 8) ^ (bytes[i + 1] as number)) & 0xff)] as number) ^
      (TABLES[256 + (((value >>> 16) ^ (bytes[i + 2] as number)) & 0xff)] as number) ^
      (TABLES[(value >>> 24) ^ (bytes[i + 3] as number)] as number);
  }
  for (; i < bytes.length; i += 1) {
    value = (value >>> 8) ^ (TABLES[(value ^ (bytes[i] as number)) & 0xff] as number);
  }
  return ~value >>> 0;
}
