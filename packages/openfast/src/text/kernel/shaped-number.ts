import { wasm } from '@ballast/results-model';
import { EXPONENTS_AT, LARGEST_POWER, NEGATIVE, SHAPE, SIGNS_AT } from './places.ts';
import { scaled, sumHalves, sumPairs } from './scaled-number.ts';

const {
  above,
  addIntegers,
  and,
  branchIf,
  bytesAtMost,
  differs,
  get,
  highBits,
  integer,
  load,
  loadByte,
  loadInteger,
  multiplyIntegers,
  narrowIntegers,
  pickBytes,
  set,
  shiftLeft,
  shorts,
  subtractBytes,
  sumProducts,
  upperInteger,
} = wasm;
type Code = wasm.Code;

/** Integers, then a vector, a 64-bit integer and a double: the result. */
export interface ShapedLocals {
  /** The address of the number, and that of its shape. */
  readonly field: number;
  readonly shape: number;
  readonly sign: number;
  readonly exponent: number;
  readonly digits: number;
  readonly pairs: number;
  readonly value: number;
}

/**
 * Reads a number of the expected shape, as `plainNumber` does but with fewer instructions: all its bytes are compared at
 * once, and the code of the exponent is summed up along with the mantissa. From any other text it branches to the block that
 * encloses it.
 */
export function shapedNumber({ field, shape, sign, exponent, digits, pairs, value }: ShapedLocals): Code {
  const start = addIntegers(get(field), and(get(sign), integer(1)));
  const power = addIntegers(
    multiplyIntegers(get(exponent), integer(16)),
    // 3 for a minus.
    shiftLeft(and(get(sign), integer(2)), integer(Math.log2(NEGATIVE) - 1)),
  );
  return [
    ...set(sign, loadByte(loadByte(get(field)), SIGNS_AT)),
    ...set(digits, subtractBytes(load(start, 0), load(get(shape), SHAPE.low))),
    ...branchIf(
      0,
      differs(highBits(bytesAtMost(get(digits), load(get(shape), SHAPE.range))), integer(0xffff)),
    ),
    ...set(digits, sumPairs(pickBytes(get(digits), load(get(shape), SHAPE.picks)))),
    // Twelve digits of the mantissa by fours, and the exponent with a thousand for each byte that its sign is above a plus.
    ...set(digits, sumProducts(get(digits), shorts([100, 1]))),
    ...set(
      digits,
      sumProducts(narrowIntegers(get(digits), get(digits)), shorts([10_000, 1, 1, 0, 0, 0, 0, 1])),
    ),
    ...set(
      exponent,
      addIntegers(loadByte(upperInteger(get(digits)), EXPONENTS_AT), loadInteger(get(shape), SHAPE.power)),
    ),
    ...branchIf(0, above(get(exponent), integer(2 * LARGEST_POWER))),
    ...sumHalves(digits, pairs, 10_000),
    ...set(exponent, power),
    ...set(value, scaled(get(pairs), get(exponent))),
  ];
}
