/** Assembles a WebAssembly module: instructions are lists of bytes, named as in the specification. */
export type Code = readonly number[];

const I32 = 0x7f;
const I64 = 0x7e;
const F64 = 0x7c;
const V128 = 0x7b;
const NO_RESULT = 0x40;

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
/** Only up to 63: one byte of signed LEB128. */
export const smallInteger = (value: number): Code => [0x41, value];
export const addIntegers = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const subtractIntegers = (a: Code, b: Code): Code => [...a, ...b, 0x6b];

/** Runs the body, and again as long as the condition is not zero. */
export const repeatWhile = (condition: Code, body: Code): Code => [
  ...[0x03, NO_RESULT, ...body],
  ...[...condition, 0x0d, 0x00, 0x0b],
];

const vector = (operation: number): Code => [0xfd, ...unsigned(operation)];
const binary =
  (operation: number) =>
  (a: Code, b: Code): Code => [...a, ...b, ...vector(operation)];
const memory = (operation: number, offset: number): Code => [...vector(operation), 0, ...unsigned(offset)];

export const load = (address: Code, offset: number): Code => [...address, ...memory(0x00, offset)];
export const store = (address: Code, offset: number, value: Code): Code => [
  ...[...address, ...value],
  ...memory(0x0b, offset),
];
/** Four signed 16-bit integers as 32-bit ones. */
export const loadCodes = (address: Code): Code => [...address, ...memory(0x03, 0)];
/** The upper two of four 32-bit integers, in the place of the lower two. */
export const upperIntegers = (value: Code): Code => [
  ...[...value, ...value, ...vector(0x0d)],
  ...[8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15],
];
/** The lower two of four 32-bit integers as doubles. */
export const lowerAsDoubles = (value: Code): Code => [...value, ...vector(0xfe)];
/** An integer as a double, twice. */
export const splatInteger = (value: Code): Code => [...value, 0xb7, ...vector(0x14)];

export const add: (a: Code, b: Code) => Code = binary(0xf0);
export const subtract: (a: Code, b: Code) => Code = binary(0xf1);
export const multiply: (a: Code, b: Code) => Code = binary(0xf2);
export const divide: (a: Code, b: Code) => Code = binary(0xf3);
/** b < a ? b : a, lane by lane: like the comparison in a loop, also for NaN and -0. */
export const lesser: (a: Code, b: Code) => Code = binary(0xf6);
/** a < b ? b : a. */
export const greater: (a: Code, b: Code) => Code = binary(0xf7);

export interface WasmFunction {
  readonly name: string;
  /** 32-bit integers: the first locals. */
  readonly parameters: number;
  /** Further locals, which begin as zero: 32-bit integers, vectors, 64-bit integers, then doubles. */
  readonly integers: number;
  readonly vectors: number;
  readonly longs?: number;
  readonly doubles?: number;
  readonly body: Code;
}

/** A module with one memory of its own, exported as `memory`. */
export function wasmModule(functions: readonly WasmFunction[], pages: number): Uint8Array {
  const types = functions.map(({ parameters }) => [
    ...[0x60, ...list(new Array<Code>(parameters).fill([I32]))],
    0,
  ]);
  const exports = [
    [...text('memory'), 2, 0],
    ...functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]),
  ];
  const bodies = functions.map(({ integers, vectors, longs = 0, doubles = 0, body }) => {
    const locals = list([
      [...unsigned(integers), I32],
      [...unsigned(vectors), V128],
      [...unsigned(longs), I64],
      [...unsigned(doubles), F64],
    ]);
    return sized([...locals, ...body, 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(5, list([[0, ...unsigned(pages)]])),
    ...section(7, list(exports)),
    ...section(10, list(bodies)),
  ]);
}

function list(items: readonly Code[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(code: Code): number[] {
  return [...unsigned(code.length), ...code];
}

function section(id: number, content: Code): number[] {
  return [id, ...sized(content)];
}

function text(name: string): number[] {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}
