import type { ByteReader, ByteWriter } from './varint.ts';

type Numbers = ArrayLike<number | null>;

/**
 * Whole numbers or nulls, as differences from `base` where that has a number: what was measured is close to what was expected.
 * A null is 0, any other difference its zigzag code plus one.
 */
export function writeNumbers(to: ByteWriter, values: Numbers, base?: Numbers): void {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? null;
    if (value === null) {
      to.varint(0);
      continue;
    }
    const difference = Math.round(value) - Math.round(numberAt(base, i));
    to.varint(1 + (difference < 0 ? -2 * difference - 1 : 2 * difference));
  }
}

/** NaN for null. */
export function readNumbers(from: ByteReader, length: number, base?: Numbers): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    const code = from.varint();
    if (code === 0) {
      values[i] = Number.NaN;
      continue;
    }
    const zigzag = code - 1;
    const difference = zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
    values[i] = difference + numberAt(base, i);
  }
  return values;
}

/** 0 for what is not known. */
function numberAt(base: Numbers | undefined, i: number): number {
  const value = base?.[i] ?? 0;
  return Number.isNaN(value) ? 0 : value;
}

/** Names, each as what it shares with the one before it and the rest. */
export function writeNames(to: ByteWriter, names: readonly string[]): void {
  let before = '';
  for (const name of names) {
    let shared = 0;
    while (shared < before.length && shared < name.length && before[shared] === name[shared]) shared += 1;
    // Halves of one character must not be torn apart.
    if (shared > 0 && isHighSurrogate(name.charCodeAt(shared - 1))) shared -= 1;
    to.varint(shared);
    to.text(name.slice(shared));
    before = name;
  }
}

export function readNames(from: ByteReader, length: number): string[] {
  const names: string[] = [];
  let before = '';
  for (let i = 0; i < length; i += 1) {
    const shared = from.varint();
    before = before.slice(0, shared) + from.text();
    names.push(before);
  }
  return names;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
