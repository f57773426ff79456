import { wasm } from '@ballast/results-model';
import { POWERS_AT } from './places.ts';

const {
  get,
  integer,
  loadDouble,
  long,
  longAdd,
  longAnd,
  longMultiply,
  longShiftRight,
  longToDouble,
  lowerLong,
  multiplyShorts,
  overDouble,
  set,
  shiftShorts,
  shorts,
  timesDouble,
} = wasm;
type Code = wasm.Code;

// What both ways to read a number have in common, from its digits to its value.

/** Neighbours of sixteen digits as eight numbers: (10 * 256 + 1) * (a + 256 b) has 10 a + b in its upper byte. */
export const sumPairs = (digits: Code): Code =>
  shiftShorts(multiplyShorts(digits, shorts([2561])), integer(8));

/** Into the 64-bit integer `pairs`: the first 32-bit integer of the vector `digits` times `factor`, and the second one. */
export const sumHalves = (digits: number, pairs: number, factor: number): Code => [
  ...set(pairs, lowerLong(get(digits))),
  ...set(
    pairs,
    longAdd(
      longMultiply(longAnd(get(pairs), long(0xffff_ffff)), long(factor)),
      longShiftRight(get(pairs), long(32)),
    ),
  ),
];

/** A mantissa and the place of its power of ten: a double to multiply by, then one to divide by. One of the two is 1. */
export const scaled = (mantissa: Code, power: Code): Code =>
  overDouble(
    timesDouble(longToDouble(mantissa), loadDouble(power, POWERS_AT)),
    loadDouble(power, POWERS_AT + 8),
  );
