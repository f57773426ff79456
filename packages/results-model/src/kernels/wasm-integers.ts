import { type Code, unsigned } from './wasm-module.ts';

// Instructions for integers, bytes and branches, as lists of bytes like those of `wasm-module.ts`.

const NO_RESULT = 0x40;

type Unary = (a: Code) => Code;
type Binary = (a: Code, b: Code) => Code;

const unary =
  (operation: number): Unary =>
  (a) => [...a, operation];
const binary =
  (operation: number): Binary =>
  (a, b) => [...a, ...b, operation];
const vector = (operation: number): Code => [0xfd, ...unsigned(operation)];
const vectorBinary =
  (operation: number): Binary =>
  (a, b) => [...a, ...b, ...vector(operation)];

/** Signed LEB128 of a whole number up to 2^53. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = ((rest % 128) + 128) % 128;
    rest = Math.floor(rest / 128);
    const done = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
    bytes.push(done ? low : low + 128);
    if (done) return bytes;
  }
}

export const integer = (value: number): Code => [0x41, ...signed(value)];
export const long = (value: number): Code => [0x42, ...signed(value)];

/** Of 32-bit integers; comparisons give 1 or 0, and treat both as unsigned. */
export const and: Binary = binary(0x71);
export const or: Binary = binary(0x72);
export const xor: Binary = binary(0x73);
export const shiftLeft: Binary = binary(0x74);
export const shiftRight: Binary = binary(0x76);
export const multiplyIntegers: Binary = binary(0x6c);
export const equal: Binary = binary(0x46);
export const differs: Binary = binary(0x47);
export const below: Binary = binary(0x49);
export const above: Binary = binary(0x4b);
export const atLeast: Binary = binary(0x4f);
/** How many zeros follow the last one; 32 for zero. */
export const trailingZeros: Unary = unary(0x68);

/** Of 64-bit integers. */
export const longAnd: Binary = binary(0x83);
export const longOr: Binary = binary(0x84);
export const longXor: Binary = binary(0x85);
export const longAdd: Binary = binary(0x7c);
export const longSubtract: Binary = binary(0x7d);
export const longMultiply: Binary = binary(0x7e);
export const longShiftLeft: Binary = binary(0x86);
export const longShiftRight: Binary = binary(0x88);
export const longDiffers: Binary = binary(0x52);
/** How many zeros follow the last one, as a 64-bit integer; 64 for zero. */
export const longTrailingZeros: Unary = unary(0x7a);
export const longOnes: Unary = unary(0x7b);
export const toLong: Unary = unary(0xad);
export const toInteger: Unary = unary(0xa7);

/** Of doubles. */
export const timesDouble: Binary = binary(0xa2);
export const overDouble: Binary = binary(0xa3);
export const longToDouble: Unary = unary(0xb9);
export const bitsOfDouble: Unary = unary(0xbd);
export const doubleOfBits: Unary = unary(0xbf);

const memory = (operation: number, offset: number): Code => [operation, 0, ...unsigned(offset)];
export const loadByte = (address: Code, offset = 0): Code => [...address, ...memory(0x2d, offset)];
export const loadInteger = (address: Code, offset = 0): Code => [...address, ...memory(0x28, offset)];
export const loadDouble = (address: Code, offset = 0): Code => [...address, ...memory(0x2b, offset)];
export const loadShort = (address: Code, offset = 0): Code => [...address, ...memory(0x2f, offset)];
export const storeInteger = (address: Code, offset: number, value: Code): Code => [
  ...[...address, ...value],
  ...memory(0x36, offset),
];
export const storeDouble = (address: Code, offset: number, value: Code): Code => [
  ...[...address, ...value],
  ...memory(0x39, offset),
];

/** Sixteen bytes. */
export const bytes = (values: readonly number[]): Code => [...vector(0x0c), ...values];
/** Eight 16-bit integers, of which the given ones repeat. */
export const shorts = (values: readonly number[]): Code =>
  bytes(
    Array.from({ length: 16 }, (_, i) => {
      const value = values[Math.floor(i / 2) % values.length] as number;
      return i % 2 === 0 ? value & 255 : value >> 8;
    }),
  );
export const subtractBytes: Binary = vectorBinary(0x71);
/** All ones in each byte that is equal, or at most as large, as an unsigned number; otherwise zero. */
export const bytesEqual: Binary = vectorBinary(0x23);
export const bytesAtMost: Binary = vectorBinary(0x2a);
/** The highest bit of each byte. */
export const highBits = (value: Code): Code => [...value, ...vector(0x64)];
/** The bytes of the first whose numbers the second contains; zero for numbers from 16 on. */
export const pickBytes: Binary = vectorBinary(0x0e);
export const bothBits: Binary = vectorBinary(0x4e);
export const eitherBits: Binary = vectorBinary(0x50);
/** 1 if no byte is zero. */
export const allBytes = (value: Code): Code => [...value, ...vector(0x63)];
/** 1 if a bit is set. */
export const anyBit = (value: Code): Code => [...value, ...vector(0x53)];
/** Of both vectors, four bytes each: the first four are numbered 0 to 3, those of the second 4 to 7. */
export const chooseIntegers = (a: Code, b: Code, places: readonly number[]): Code => [
  ...[...a, ...b, ...vector(0x0d)],
  ...places.flatMap((place) => [4 * place, 4 * place + 1, 4 * place + 2, 4 * place + 3]),
];
/** All ones in each double that differs, also for NaN. */
export const doublesDiffer: Binary = vectorBinary(0x48);
export const doubleDiffers: Binary = binary(0x62);
/** Eight 16-bit integers. */
export const multiplyShorts: Binary = vectorBinary(0x95);
export const shiftShorts = (value: Code, by: Code): Code => [...value, ...by, ...vector(0x8d)];
/** Four sums of two neighbouring products each, as 32-bit integers. */
export const sumProducts: Binary = vectorBinary(0xba);
/** The 32-bit integers of both as 16-bit ones. */
export const narrowIntegers: Binary = vectorBinary(0x86);
/** One of four 32-bit integers. */
export const integerAt = (place: number, value: Code): Code => [...value, ...vector(0x1b), place];
/** The last of four 32-bit integers. */
export const upperInteger = (value: Code): Code => integerAt(3, value);
export const lowerLong = (value: Code): Code => [...value, ...vector(0x1d), 0];

/** Runs the body, which `branchIf` can leave. */
export const block = (body: Code): Code => [0x02, NO_RESULT, ...body, 0x0b];
/** Runs the body, which `branchIf` can begin again. */
export const loop = (body: Code): Code => [0x03, NO_RESULT, ...body, 0x0b];
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, NO_RESULT, ...body, 0x0b];
/** To the block, loop or condition that encloses this place, 0 for the innermost. */
export const branch = (depth: number): Code => [0x0c, depth];
export const branchIf = (depth: number, condition: Code): Code => [...condition, 0x0d, depth];
