import { type FileResult, packResult, type ResultShape, unpackResult } from '@ballast/results-model';
import type { InputIdentity } from '../../inputs/identity.ts';
import type { MadeLines } from './made-lines.ts';

/** A result on storage: what was extracted, and the input that it was extracted from. */
export interface StoredResult extends FileResult {
  /** The state of the input when it was read. */
  readonly source: InputIdentity;
}

/** Rows of one table, as `RowLines.textOf` makes them, in UTF-8. */
export type LinesOfResult = ReadonlyMap<string, Buffer>;

export interface ReadResult {
  readonly result: StoredResult;
  /** By the name of their definition, see `linesName`; empty if whoever wrote it made none. */
  readonly lines: LinesOfResult;
}

/** What a packed result begins with; the JSON of one that is not packed begins with something else. */
const BEGIN = '{"packed":1,';
const LINE_END = 10;

/** The first line: how many bytes each part has, in their order. */
interface Head {
  readonly packed: 1;
  readonly shape: number;
  readonly numbers: number;
  readonly rest: number;
  readonly lines: readonly (readonly [name: string, bytes: number])[];
}

/**
 * A result as it is stored: a line of JSON that has the lengths of what follows, the shape as JSON, the numbers as doubles of eight
 * bytes, the lowest first, the rest as JSON, and lines of tables.
 */
export function resultBytes(result: StoredResult, lines: MadeLines = []): Buffer {
  const { shape, numbers, rest } = packResult(result);
  const parts = [JSON.stringify(shape), bytesOf(numbers), JSON.stringify(rest)].map(asBytes);
  const [ofShape = 0, ofNumbers = 0, ofRest = 0] = parts.map(({ length }) => length);
  const texts = lines.map(({ name, text }) => [name, asBytes(text)] as const);
  const head: Head = {
    ...{ packed: 1, shape: ofShape, numbers: ofNumbers, rest: ofRest },
    lines: texts.map(([name, text]) => [name, text.length]),
  };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...parts,
    ...texts.map(([, text]) => text),
  ]);
}

/** Null if it is not a result. `content` must not be changed afterwards. */
export function readResult(content: Buffer): ReadResult | null {
  try {
    const read = isPacked(content)
      ? unpacked(content)
      : { result: JSON.parse(content.toString('utf8')) as StoredResult | null, lines: new Map() };
    return read.result?.source === undefined || read.result.facts === undefined
      ? null
      : { result: read.result, lines: read.lines };
  } catch {
    return null;
  }
}

function isPacked(content: Buffer): boolean {
  return content.toString('latin1', 0, BEGIN.length) === BEGIN;
}

function unpacked(content: Buffer): ReadResult {
  const from = content.indexOf(LINE_END) + 1;
  const head = JSON.parse(content.toString('utf8', 0, from)) as Head;
  const part = partsOf(content, from);
  const shape = shapeIn(part(head.shape));
  const numbers = numbersIn(part(head.numbers));
  const rest = JSON.parse(part(head.rest).toString('utf8'));
  const lines = new Map(head.lines.map(([name, bytes]) => [name, part(bytes)]));
  return { result: unpackResult<StoredResult>({ shape, numbers, rest }), lines };
}

/** One part after the other; throws if one is not there. */
function partsOf(content: Buffer, from: number): (bytes: number) => Buffer {
  let at = from;
  return (bytes) => {
    const part = content.subarray(at, at + bytes);
    if (part.length !== bytes) throw new Error('the result is shorter than it should be');
    at += bytes;
    return part;
  };
}

/** Most shapes that are kept; a batch has few, and many files of each. */
const MOST_SHAPES = 8;
/** The one that was used last is the first. */
const shapes: { readonly bytes: Buffer; readonly shape: ResultShape }[] = [];

/** Results with the same bytes have the same object. */
function shapeIn(bytes: Buffer): ResultShape {
  const place = shapes.findIndex((one) => one.bytes.equals(bytes));
  const found = shapes[place] ?? {
    // A copy: a part of a larger piece of memory would keep all of it.
    bytes: Buffer.from(bytes),
    shape: JSON.parse(bytes.toString('utf8')) as ResultShape,
  };
  if (place !== 0) {
    if (place > 0) shapes.splice(place, 1);
    shapes.unshift(found);
    shapes.length = Math.min(shapes.length, MOST_SHAPES);
  }
  return found.shape;
}

/** A part may begin anywhere, and doubles only at a multiple of eight. */
function numbersIn(bytes: Buffer): Float64Array {
  const numbers = new Float64Array(Math.floor(bytes.length / Float64Array.BYTES_PER_ELEMENT));
  bytesOf(numbers).set(bytes.subarray(0, numbers.byteLength));
  return numbers;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function asBytes(part: string | Buffer): Buffer {
  return typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
}
