import {
  add,
  addIntegers,
  type Code,
  divide,
  get,
  greater,
  lesser,
  load,
  loadCodes,
  lowerAsDoubles,
  multiply,
  repeatWhile,
  set,
  smallInteger,
  splatInteger,
  store,
  subtract,
  subtractIntegers,
  upperIntegers,
  type WasmFunction,
  wasmModule,
} from './wasm-module.ts';

// Four series that stand side by side in the rows of a file go through a piece together, two in each vector. Every lane
// does, sample by sample, exactly what the loops of `series-state.ts` and `moments.ts` do: results have the same bits.

/** Parameters: addresses in bytes, except the number of rows. */
const ROWS = 0;
const ROW_SIZE = 1;
const COUNT = 2;
const PACKING = 3;
const SCRATCH = 4;
const SUMS = 5;
const PARAMETERS = 6;
/** Integers. */
const LEFT = 6;
const AT = 7;
const TO = 8;
const INTEGERS = 3;
/** Vectors; each of the two halves has its own. */
const VECTORS = PARAMETERS + INTEGERS;
const ROW = VECTORS;
const halves = [0, 1] as const;
const own = (name: number) => (half: number) => VECTORS + 1 + 2 * name + half;
const scale = own(0);
const offset = own(1);
const value = own(2);
const first = own(3);
const sum = own(4);
const least = own(5);
const largest = own(6);
const about = own(7);
const square = own(8);
const powers = [own(9), own(10), own(11), own(12)] as const;
const VECTOR_COUNT = 1 + 2 * 13;

/** Bytes of a vector, and of four doubles. */
const VECTOR = 16;
const FOUR_DOUBLES: number = 2 * VECTOR;

const forBoth = (code: (half: number) => Code): Code => halves.flatMap(code);
const advance = (local: number, by: Code): Code => set(local, addIntegers(get(local), by));

/** value = (code - offset) / scale, for the row at `AT`. */
const decode: Code = [
  ...set(ROW, loadCodes(get(AT))),
  ...forBoth((half) => {
    const integers = half === 0 ? get(ROW) : upperIntegers(get(ROW));
    const shifted = subtract(lowerAsDoubles(integers), get(offset(half)));
    return set(value(half), divide(shifted, get(scale(half))));
  }),
];

const readDoubles: Code = forBoth((half) => set(value(half), load(get(AT), half * VECTOR)));

/** Differences to the first sample, and extremes. */
const scan: Code = forBoth((half) => [
  ...set(sum(half), add(get(sum(half)), subtract(get(value(half)), get(first(half))))),
  ...set(least(half), lesser(get(least(half)), get(value(half)))),
  ...set(largest(half), greater(get(largest(half)), get(value(half)))),
]);

const begin: Code = forBoth((half) => [
  ...set(first(half), get(value(half))),
  ...set(least(half), get(value(half))),
  ...set(largest(half), get(value(half))),
]);

const countDown = (body: Code): Code => [
  ...set(LEFT, get(COUNT)),
  ...repeatWhile(get(LEFT), [...body, ...set(LEFT, subtractIntegers(get(LEFT), smallInteger(1)))]),
];

const addPowers: Code = forBoth((half) => {
  const d = get(value(half));
  const d2 = get(square(half));
  const terms = [d, d2, multiply(d2, d), multiply(d2, d2)];
  return [
    ...set(value(half), subtract(load(get(AT), half * VECTOR), get(about(half)))),
    ...set(square(half), multiply(d, d)),
    ...powers.flatMap((power, i) => set(power(half), add(get(power(half)), terms[i] ?? []))),
  ];
});

/** The powers of the differences to about the mean; `from` and `step` find the doubles again. */
const centre = (from: Code, step: Code): Code => [
  ...forBoth((half) =>
    set(about(half), add(get(first(half)), divide(get(sum(half)), splatInteger(get(COUNT))))),
  ),
  ...set(AT, from),
  ...countDown([...addPowers, ...advance(AT, step)]),
];

/** In this order, each for four series. */
const results = [sum, least, largest, about, ...powers];
const storeResults: Code = results.flatMap((name, i) =>
  forBoth((half) => store(get(SUMS), i * FOUR_DOUBLES + half * VECTOR, get(name(half)))),
);

/** Places of the results among the doubles that a function stores, for the first of four series. */
export const RESULT = { sum: 0, min: 4, max: 8, about: 12, s1: 16, s2: 20, s3: 24, s4: 28 } as const;

const program = (name: string, body: Code): WasmFunction => ({
  name,
  parameters: PARAMETERS,
  integers: INTEGERS,
  vectors: VECTOR_COUNT,
  body,
});

/** Packed rows; the decoded samples are left at `SCRATCH`, four doubles for each row. */
const codes = program('codes', [
  ...forBoth((half) => set(scale(half), load(get(PACKING), half * VECTOR))),
  ...forBoth((half) => set(offset(half), load(get(PACKING), FOUR_DOUBLES + half * VECTOR))),
  ...[...set(AT, get(ROWS)), ...set(TO, get(SCRATCH))],
  ...[...decode, ...begin],
  ...countDown([
    ...[...decode, ...scan],
    ...forBoth((half) => store(get(TO), half * VECTOR, get(value(half)))),
    ...[...advance(AT, get(ROW_SIZE)), ...advance(TO, smallInteger(FOUR_DOUBLES))],
  ]),
  ...[...centre(get(SCRATCH), smallInteger(FOUR_DOUBLES)), ...storeResults],
]);

/** Rows of doubles. */
const doubles = program('doubles', [
  ...[...set(AT, get(ROWS)), ...readDoubles, ...begin],
  ...countDown([...readDoubles, ...scan, ...advance(AT, get(ROW_SIZE))]),
  ...[...centre(get(ROWS), get(ROW_SIZE)), ...storeResults],
]);

/** `pages` of 64 KiB at first. */
export function pieceModule(pages: number): Uint8Array {
  return wasmModule([codes, doubles], pages);
}
