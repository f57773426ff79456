import { wasm } from '@ballast/results-model';
import { BLANK, NEWLINE } from '../characters.ts';
import { formRows } from './form-program.ts';
import { plainNumber } from './number-program.ts';
import {
  END,
  FIELDS_AT,
  FOUND_AT,
  LINES_AT,
  NUMBERS_AT,
  OPEN_AT,
  STEP,
  TEXT_AT,
  WANTED_AT,
} from './places.ts';
import { shapedNumber } from './shaped-number.ts';

const {
  addIntegers,
  atLeast,
  below,
  block,
  branch,
  branchIf,
  bytes,
  bytesAtMost,
  bytesEqual,
  above,
  differs,
  equal,
  get,
  highBits,
  integer,
  load,
  loadInteger,
  long,
  longAnd,
  longDiffers,
  longOnes,
  longOr,
  longShiftLeft,
  longShiftRight,
  longSubtract,
  longTrailingZeros,
  longXor,
  loop,
  multiplyIntegers,
  or,
  repeatWhile,
  set,
  shiftLeft,
  shiftRight,
  storeDouble,
  storeInteger,
  subtractIntegers,
  toInteger,
  toLong,
  when,
} = wasm;
type Code = wasm.Code;

const advance = (local: number, by: Code): Code => set(local, addIntegers(get(local), by));
const every = (byte: number): Code => bytes(new Array<number>(16).fill(byte));

/** Fields whose addresses are stored without looking whether there are as many. */
const AT_ONCE = 8;

/** Finds the start of each field, and the end of each line. */
function index(): wasm.WasmFunction {
  const [end, at, field, line, count, further] = [0, 1, 2, 3, 4, 5];
  const [piece] = [6];
  const [low, blanks, newlines, starts, before] = [7, 8, 9, 10, 11];
  const dropLowest = (local: number): Code =>
    set(local, longAnd(get(local), longSubtract(get(local), long(1))));
  /** A bit for each of 64 bytes. */
  const bits = (ofPiece: Code): Code => {
    const sixteen = (i: number): Code => [...set(piece, load(get(at), 16 * i)), ...highBits(ofPiece)];
    const half = (i: number): Code => or(sixteen(i), shiftLeft(sixteen(i + 1), integer(16)));
    return longOr(toLong(half(0)), longShiftLeft(toLong(half(2)), long(32)));
  };
  const storeField = (i: number): Code => [
    ...storeInteger(get(field), 4 * i, addIntegers(get(at), toInteger(longTrailingZeros(get(low))))),
    ...dropLowest(low),
  ];
  const storeLine: Code = [
    ...set(low, longTrailingZeros(get(newlines))),
    ...storeInteger(get(line), 0, addIntegers(get(at), toInteger(get(low)))),
    ...storeInteger(
      get(line),
      4,
      addIntegers(
        shiftRight(subtractIntegers(get(field), integer(FIELDS_AT)), integer(2)),
        toInteger(longOnes(longAnd(get(starts), longSubtract(longShiftLeft(long(1), get(low)), long(1))))),
      ),
    ),
    ...advance(line, integer(8)),
    ...dropLowest(newlines),
  ];
  const step: Code = [
    ...set(blanks, bits(bytesAtMost(get(piece), every(BLANK)))),
    ...set(newlines, bits(bytesEqual(get(piece), every(NEWLINE)))),
    // A field starts at a byte that is not blank, behind one that is.
    ...set(
      starts,
      longAnd(longXor(get(blanks), long(-1)), longOr(longShiftLeft(get(blanks), long(1)), get(before))),
    ),
    ...set(before, longShiftRight(get(blanks), long(63))),
    ...[...set(low, get(starts)), ...set(count, toInteger(longOnes(get(starts))))],
    ...Array.from({ length: AT_ONCE }, (_, i) => storeField(i)).flat(),
    ...when(above(get(count), integer(AT_ONCE)), [
      ...set(further, addIntegers(get(field), integer(4 * AT_ONCE))),
      ...loop([
        ...storeInteger(get(further), 0, addIntegers(get(at), toInteger(longTrailingZeros(get(low))))),
        ...dropLowest(low),
        ...advance(further, integer(4)),
        ...branchIf(0, longDiffers(get(low), long(0))),
      ]),
    ]),
    ...when(
      longDiffers(get(newlines), long(0)),
      loop([...storeLine, ...branchIf(0, longDiffers(get(newlines), long(0)))]),
    ),
    ...advance(field, multiplyIntegers(get(count), integer(4))),
    ...advance(at, integer(STEP)),
  ];
  return {
    name: 'index',
    parameters: 1,
    integers: 5,
    vectors: 1,
    longs: 5,
    body: [
      ...set(at, integer(TEXT_AT)),
      ...set(field, integer(FIELDS_AT)),
      ...set(line, integer(LINES_AT + 8)),
      ...set(before, long(1)),
      ...block([...branchIf(0, atLeast(get(at), get(end))), ...repeatWhile(below(get(at), get(end)), step)]),
      ...storeInteger(
        integer(FOUND_AT),
        0,
        shiftRight(subtractIntegers(get(line), integer(LINES_AT + 8)), integer(3)),
      ),
    ],
  };
}

/** Reads the requested numbers of rows. */
function rows(): wasm.WasmFunction {
  const [first, lines, columns, wanted] = [0, 1, 2, 3];
  const [line, last, fields, item, itemsEnd, number, open, before] = [4, 5, 6, 7, 8, 9, 10, 11];
  const [field, start, others, point, end, isPoint, byte, word, exponent] = [
    12, 13, 14, 15, 16, 17, 18, 19, 20,
  ];
  const [shape, sign, missed] = [21, 22, 23];
  const [digits, pairs, value] = [24, 25, 26];
  const locals = { field, start, others, point, end, isPoint, byte, word, exponent, digits, pairs, value };
  const lineAt = (place: number): Code =>
    addIntegers(multiplyIntegers(get(place), integer(8)), integer(LINES_AT));
  // Depths of branches: the block of what is not plain, that of the field, the loop over fields, that over rows, the whole.
  const readField: Code = [
    ...set(field, loadInteger(addIntegers(get(fields), loadInteger(get(item))))),
    ...set(shape, loadInteger(get(item), 4)),
    ...block([
      ...block([
        ...block([
          ...shapedNumber({ field, shape, sign, exponent, digits, pairs, value }),
          ...[...storeDouble(get(number), 0, get(value)), ...branch(2)],
        ]),
        ...advance(missed, integer(1)),
        ...[...plainNumber(locals), ...storeDouble(get(number), 0, get(value)), ...branch(1)],
      ]),
      // Without a time it may be no row.
      ...branchIf(3, equal(get(item), integer(WANTED_AT))),
      ...[...storeInteger(get(open), 0, get(number)), ...storeInteger(get(open), 4, get(field))],
      ...advance(open, integer(8)),
    ]),
    ...[...advance(number, integer(8)), ...advance(item, integer(8))],
    ...branchIf(0, below(get(item), get(itemsEnd))),
  ];
  const readRow: Code = [
    ...branchIf(1, atLeast(get(line), get(last))),
    ...set(before, loadInteger(get(line), 4)),
    ...branchIf(1, differs(subtractIntegers(loadInteger(get(line), 12), get(before)), get(columns))),
    ...set(fields, addIntegers(multiplyIntegers(get(before), integer(4)), integer(FIELDS_AT))),
    ...set(item, integer(WANTED_AT)),
    ...loop(readField),
    ...advance(line, integer(8)),
    ...branch(0),
  ];
  return {
    name: 'rows',
    parameters: 4,
    integers: 20,
    vectors: 1,
    longs: 1,
    doubles: 1,
    body: [
      ...[...set(line, lineAt(first)), ...set(last, lineAt(lines))],
      ...set(itemsEnd, addIntegers(multiplyIntegers(get(wanted), integer(8)), integer(WANTED_AT))),
      ...[...set(number, integer(NUMBERS_AT)), ...set(open, integer(OPEN_AT))],
      ...block(loop(readRow)),
      ...storeInteger(
        integer(FOUND_AT),
        0,
        shiftRight(subtractIntegers(get(line), lineAt(first)), integer(3)),
      ),
      ...storeInteger(
        integer(FOUND_AT),
        4,
        shiftRight(subtractIntegers(get(open), integer(OPEN_AT)), integer(3)),
      ),
      ...storeInteger(integer(FOUND_AT), 8, get(missed)),
    ],
  };
}

const PAGE = 65_536;

export function textModule(): Uint8Array {
  return wasm.wasmModule([index(), rows(), formRows()], Math.ceil(END / PAGE));
}
