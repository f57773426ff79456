import { wasm } from '@ballast/results-model';
import { BLANK, NEWLINE } from '../characters.ts';
import { plainNumber } from './number-program.ts';
import { CODES_AT, FORM, FORM_AT, FOUND_AT, NUMBERS_AT, SIGNED_AT, TEXT_AT } from './places.ts';
import { sumHalves, sumPairs } from './scaled-number.ts';

const {
  addIntegers,
  allBytes,
  and,
  anyBit,
  atLeast,
  below,
  block,
  bothBits,
  branch,
  branchIf,
  bytes,
  bytesAtMost,
  bytesEqual,
  chooseIntegers,
  divide,
  doubleDiffers,
  doublesDiffer,
  eitherBits,
  equal,
  get,
  highBits,
  integer,
  integerAt,
  load,
  loadDouble,
  loadShort,
  longToDouble,
  loop,
  lowerAsDoubles,
  multiply,
  narrowIntegers,
  or,
  overDouble,
  pickBytes,
  set,
  shiftLeft,
  shorts,
  store,
  storeDouble,
  storeInteger,
  subtractBytes,
  subtractIntegers,
  sumProducts,
  timesDouble,
  trailingZeros,
  when,
  xor,
} = wasm;
type Code = wasm.Code;

const advance = (local: number, by: Code): Code => set(local, addIntegers(get(local), by));
const every = (byte: number): Code => bytes(new Array<number>(16).fill(byte));

/** What is done with the columns behind the time: they are only compared, or read two by two, or one by one. */
export const COLUMNS = { compared: 0, read2: 1, read1: 2 } as const;

/** Parameters: lengths and places in bytes from the start of a row, except the number of rows and `how`. */
const [rows, length, first, width, end, powers, how] = [0, 1, 2, 3, 4, 5, 6];
const PARAMETERS = 7;
const [row, rowsEnd, number, at, columnsEnd, count, blanks, bad] = [7, 8, 9, 10, 11, 12, 13, 14];
const [field, start, others, point, last, isPoint, byte, word, exponent] = [
  15, 16, 17, 18, 19, 20, 21, 22, 23,
];
const INTEGERS = 17;
const [digits, low, range, picks, otherPicks, fit, one, other, spoilt] = [24, 25, 26, 27, 28, 29, 30, 31, 32];
const VECTORS = 9;
const [pairs, value] = [33, 34];

/** Compares the bytes of a column with the form; its digits are left in a vector. */
const compare = (into: number, address: Code): Code => [
  ...set(into, subtractBytes(load(address, 0), get(low))),
  ...set(fit, bothBits(get(fit), bytesAtMost(get(into), get(range)))),
];

/** Where the power of a number is, from the code of its sign and its exponent. */
const powerOf = (code: Code): Code =>
  addIntegers(get(powers), loadShort(shiftLeft(code, integer(1)), CODES_AT));

/** Of an odd number of columns, the last one but one is read twice. */
const nextTwo: Code = [
  ...[...advance(at, shiftLeft(get(width), integer(1))), ...advance(number, integer(16))],
  ...when(equal(get(at), subtractIntegers(get(columnsEnd), get(width))), [
    ...set(at, subtractIntegers(get(at), get(width))),
    ...set(number, subtractIntegers(get(number), integer(8))),
  ]),
];

const isLeft: Code = branchIf(0, below(get(at), get(columnsEnd)));

const compareAll: Code = loop([...compare(one, get(at)), ...advance(at, get(width)), ...isLeft]);

/** Two numbers with up to four digits: a mantissa and a code of each are four 32-bit integers. */
const readTwo: Code = loop([
  ...compare(one, get(at)),
  ...compare(other, addIntegers(get(at), get(width))),
  ...set(one, eitherBits(pickBytes(get(one), get(picks)), pickBytes(get(other), get(otherPicks)))),
  ...set(digits, sumProducts(sumPairs(get(one)), shorts([100, 1]))),
  ...set(one, load(powerOf(integerAt(1, get(digits))), 0)),
  ...set(other, load(powerOf(integerAt(3, get(digits))), 0)),
  ...set(digits, lowerAsDoubles(chooseIntegers(get(digits), get(digits), [0, 2, 0, 2]))),
  ...set(digits, multiply(get(digits), chooseIntegers(get(one), get(other), [0, 1, 4, 5]))),
  ...set(digits, divide(get(digits), chooseIntegers(get(one), get(other), [2, 3, 6, 7]))),
  ...set(spoilt, eitherBits(get(spoilt), doublesDiffer(get(digits), get(digits)))),
  ...store(get(number), 0, get(digits)),
  ...[...nextTwo, ...isLeft],
]);

/** A number with up to twelve digits. */
const readOne: Code = loop([
  ...compare(one, get(at)),
  ...set(digits, sumProducts(sumPairs(pickBytes(get(one), get(picks))), shorts([100, 1]))),
  ...set(
    digits,
    sumProducts(narrowIntegers(get(digits), get(digits)), shorts([10_000, 1, 1, 0, 0, 0, 0, 1])),
  ),
  ...set(field, powerOf(integerAt(3, get(digits)))),
  ...sumHalves(digits, pairs, 10_000),
  ...set(
    value,
    overDouble(timesDouble(longToDouble(get(pairs)), loadDouble(get(field))), loadDouble(get(field), 8)),
  ),
  ...set(bad, or(get(bad), doubleDiffers(get(value), get(value)))),
  ...storeDouble(get(number), 0, get(value)),
  ...[...advance(at, get(width)), ...advance(number, integer(8)), ...isLeft],
]);

/** Blanks, then one field up to the first column, which begins with a blank: `blanks` has ones for the former alone. */
const findTime: Code = [
  ...set(one, load(get(row), 0)),
  ...set(others, subtractIntegers(shiftLeft(integer(1), get(first)), integer(1))),
  ...set(blanks, and(highBits(bytesAtMost(get(one), every(BLANK))), get(others))),
  ...branchIf(0, equal(get(blanks), get(others))),
  ...branchIf(0, and(get(blanks), addIntegers(get(blanks), integer(1)))),
  ...branchIf(0, and(highBits(bytesEqual(get(one), every(NEWLINE))), get(others))),
  ...set(field, addIntegers(get(row), trailingZeros(xor(get(blanks), integer(-1))))),
];

const is = (wanted: number): Code => equal(get(how), integer(wanted));

/**
 * Reads rows of one form, up to the first that has another one: all of them have the same length, and behind the time, at the same
 * places, the same number of columns of one width.
 */
export function formRows(): wasm.WasmFunction {
  const locals = { field, start, others, point, end: last, isPoint, byte, word, exponent, digits, pairs };
  const readRow: Code = [
    ...branchIf(2, atLeast(get(row), get(rowsEnd))),
    ...findTime,
    ...plainNumber({ ...locals, value }),
    ...[...storeDouble(get(number), 0, get(value)), ...advance(number, integer(8))],
    ...set(fit, every(255)),
    ...[...set(spoilt, every(0)), ...set(bad, integer(0))],
    ...[...set(at, addIntegers(get(row), get(first))), ...set(columnsEnd, addIntegers(get(row), get(end)))],
    ...when(is(COLUMNS.compared), compareAll),
    ...when(is(COLUMNS.read2), readTwo),
    ...when(is(COLUMNS.read1), readOne),
    ...set(one, subtractBytes(load(get(columnsEnd), 0), load(integer(FORM_AT), FORM.endLow))),
    ...set(fit, bothBits(get(fit), bytesAtMost(get(one), load(integer(FORM_AT), FORM.endRange)))),
    ...branchIf(0, xor(allBytes(get(fit)), integer(1))),
    ...branchIf(0, or(get(bad), anyBit(get(spoilt)))),
    ...[...advance(row, get(length)), ...advance(count, integer(1))],
    ...branch(1),
  ];
  return {
    name: 'formRows',
    parameters: PARAMETERS,
    integers: INTEGERS,
    vectors: VECTORS,
    longs: 1,
    doubles: 1,
    body: [
      ...[...set(row, integer(TEXT_AT)), ...set(number, integer(NUMBERS_AT))],
      ...set(rowsEnd, addIntegers(get(row), wasm.multiplyIntegers(get(rows), get(length)))),
      ...set(low, load(integer(FORM_AT), FORM.low)),
      ...set(range, load(integer(FORM_AT), FORM.range)),
      ...set(picks, load(integer(FORM_AT), FORM.picks)),
      ...set(otherPicks, load(integer(FORM_AT), FORM.otherPicks)),
      ...set(powers, addIntegers(get(powers), integer(SIGNED_AT))),
      ...block(loop(block(readRow))),
      ...storeInteger(integer(FOUND_AT), 0, get(count)),
    ],
  };
}
