import { wasm } from '@ballast/results-model';
import { BLANK, LETTER_D, LOWER, MINUS, PLUS, POINT, ZERO } from '../characters.ts';
import { LARGEST_POWER, PICKS_AT, PLACES } from './places.ts';
import { scaled, sumHalves, sumPairs } from './scaled-number.ts';

const {
  above,
  addIntegers,
  and,
  atLeast,
  bitsOfDouble,
  branchIf,
  bytes,
  bytesAtMost,
  doubleOfBits,
  equal,
  get,
  highBits,
  integer,
  load,
  loadByte,
  loadInteger,
  long,
  longOr,
  longShiftLeft,
  multiplyIntegers,
  narrowIntegers,
  or,
  pickBytes,
  set,
  shiftRight,
  shorts,
  subtractBytes,
  subtractIntegers,
  sumProducts,
  toLong,
  trailingZeros,
  when,
  xor,
} = wasm;
type Code = wasm.Code;

const MOST_DIGITS = 15;

/** The locals that reading a number uses. */
export interface NumberLocals {
  /** Integers; `field` is the address of the number. */
  readonly field: number;
  readonly start: number;
  readonly others: number;
  readonly point: number;
  readonly end: number;
  readonly isPoint: number;
  readonly byte: number;
  readonly word: number;
  readonly exponent: number;
  /** A vector. */
  readonly digits: number;
  /** A 64-bit integer. */
  readonly pairs: number;
  /** A double: the result. */
  readonly value: number;
}

const repeated = (values: readonly number[]): Code =>
  bytes(Array.from({ length: 16 }, (_, i) => values[i % values.length] as number));

/** 1 for a sign: plus and minus differ in the two bits above the lowest. */
const isSign = (byte: Code): Code =>
  equal(or(subtractIntegers(byte, integer(PLUS)), integer(MINUS - PLUS)), integer(MINUS - PLUS));

/**
 * Reads a plain number: a sign or none, up to 15 digits with a point or without, and an exponent (E or D, a sign, one to
 * three digits) or none. Then its value is one operation on exact doubles, so it is correctly rounded (Clinger 1990). From any
 * other text it branches to the block or loop that encloses it.
 */
export function plainNumber(locals: NumberLocals): Code {
  const { field, start, others, point, end, isPoint, digits, pairs, value, exponent } = locals;
  return [
    ...set(start, addIntegers(get(field), isSign(loadByte(get(field))))),
    ...set(digits, subtractBytes(load(get(start), 0), repeated([ZERO]))),
    // A bit for each byte that is not a digit, and one behind the last byte.
    ...set(others, xor(highBits(bytesAtMost(get(digits), repeated([9]))), integer(0x1ffff))),
    ...set(point, trailingZeros(get(others))),
    ...set(isPoint, equal(loadByte(addIntegers(get(start), get(point))), integer(POINT))),
    ...set(end, trailingZeros(and(get(others), subtractIntegers(get(others), get(isPoint))))),
    ...branchIf(0, atLeast(countOfDigits({ end, isPoint }, -1), integer(MOST_DIGITS))),
    ...readExponent(locals),
    ...set(
      exponent,
      addIntegers(
        subtractIntegers(get(exponent), subtractIntegers(countOfDigits({ end, isPoint }, 0), get(point))),
        integer(LARGEST_POWER),
      ),
    ),
    ...branchIf(0, above(get(exponent), integer(2 * LARGEST_POWER))),
    ...sumDigits({ digits, pairs, point, end }),
    ...set(value, scaled(get(pairs), multiplyIntegers(get(exponent), integer(16)))),
    ...set(value, doubleOfBits(longOr(bitsOfDouble(get(value)), signBit(get(field))))),
  ];
}

const countOfDigits = ({ end, isPoint }: { end: number; isPoint: number }, more: number): Code =>
  addIntegers(subtractIntegers(get(end), get(isPoint)), integer(more));

const signBit = (field: Code): Code =>
  longShiftLeft(toLong(equal(loadByte(field), integer(MINUS))), long(63));

/** The digits as one number: by pairs, by fours and by eights. */
function sumDigits({
  digits,
  pairs,
  point,
  end,
}: Pick<NumberLocals, 'digits' | 'pairs' | 'point' | 'end'>): Code {
  const place = multiplyIntegers(
    addIntegers(multiplyIntegers(get(end), integer(PLACES)), get(point)),
    integer(16),
  );
  const picked = pickBytes(get(digits), load(place, PICKS_AT));
  const fours = sumProducts(sumPairs(picked), shorts([100, 1]));
  return [
    ...set(digits, fours),
    ...set(digits, sumProducts(narrowIntegers(get(digits), get(digits)), shorts([10_000, 1]))),
    ...sumHalves(digits, pairs, 100_000_000),
  ];
}

/** The digit of a byte; branches away if it is not one, from `depth` conditions further inside. */
const digitOf = (local: number, byte: Code, depth: number): Code => [
  ...set(local, subtractIntegers(byte, integer(ZERO))),
  ...branchIf(depth, above(get(local), integer(9))),
];

function readExponent({ start, end, byte, word, exponent }: NumberLocals): Code {
  const after = addIntegers(get(start), get(end));
  const isMore = (value: Code): Code => above(value, integer(BLANK));
  const appendDigit = set(exponent, addIntegers(multiplyIntegers(get(exponent), integer(10)), get(byte)));
  const third = [...digitOf(byte, get(byte), 3), ...appendDigit, ...branchIf(3, isMore(loadByte(after, 5)))];
  const second = [
    ...digitOf(byte, get(byte), 2),
    ...appendDigit,
    ...set(byte, shiftRight(get(word), integer(24))),
    ...when(isMore(get(byte)), third),
  ];
  const letter = subtractIntegers(or(get(byte), integer(LOWER)), integer(LETTER_D));
  const negative = equal(and(get(word), integer(0xff)), integer(MINUS));
  return [
    ...set(exponent, integer(0)),
    ...set(byte, loadByte(after)),
    ...when(isMore(get(byte)), [
      ...branchIf(1, above(letter, integer(1))),
      ...set(word, loadInteger(after, 1)),
      ...branchIf(1, xor(isSign(and(get(word), integer(0xff))), integer(1))),
      ...digitOf(exponent, and(shiftRight(get(word), integer(8)), integer(0xff)), 1),
      ...set(byte, and(shiftRight(get(word), integer(16)), integer(0xff))),
      ...when(isMore(get(byte)), second),
      ...set(byte, negative),
      ...set(exponent, addIntegers(xor(get(exponent), subtractIntegers(integer(0), get(byte))), get(byte))),
    ]),
  ];
}
