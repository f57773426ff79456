import { describe, expect, it } from 'vitest';
import { decodePacked, decodePlain, linearTimes, packedTimes, toHostOrder } from './decode.ts';

const slice = { width: 2, column: 1, firstRow: 1 };

describe('decoding', () => {
  it('divides the shifted integer by the scale, from the first row on', () => {
    const out = new Float64Array(2);
    decodePacked(Int16Array.of(0, 0, 0, 10, 0, -32768), { ...slice, scale: 4, offset: 2 }, out);
    expect([...out]).toEqual([2, -8192.5]);
  });

  it('works with a negative scale', () => {
    const out = new Float64Array(1);
    decodePacked(Int16Array.of(0, 0, 0, 10), { ...slice, scale: -4, offset: 2 }, out);
    expect([...out]).toEqual([-2]);
  });

  it.each([
    [0, 1],
    [Number.NaN, 1],
    [1, Number.NaN],
    [Infinity, 1],
    [1, Infinity],
  ])('returns NaN for scale %d and offset %d', (scale, offset) => {
    const out = Float64Array.of(1, 1);
    decodePacked(Int16Array.of(0, 0, 0, 10, 0, 3), { ...slice, scale, offset }, out);
    expect([...out]).toEqual([Number.NaN, Number.NaN]);
  });

  it('copies plain values unchanged', () => {
    const out = new Float64Array(2);
    decodePlain(Float64Array.of(0, 0, 0, 0.1, 0, Infinity), slice, out);
    expect([...out]).toEqual([0.1, Infinity]);
  });

  it('multiplies the step by the sample number instead of accumulating it', () => {
    const out = new Float64Array(2);
    linearTimes({ start: 60, step: 0.1 }, 29999, out);
    expect([...out]).toEqual([60 + 29999 * 0.1, 60 + 30000 * 0.1]);
  });

  it('unpacks times', () => {
    const out = new Float64Array(2);
    packedTimes(Int32Array.of(9, -65536, 65535), { firstRow: 1, scale: 2, offset: -65536 }, out);
    expect([...out]).toEqual([0, 65535.5]);
  });
});

describe('byte order', () => {
  it.each([2, 4, 8] as const)('of %i-byte numbers is reversed on a machine with the other order', (width) => {
    const bytes = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]);
    const turned = Buffer.from(bytes);
    toHostOrder(turned, width, false);
    const expected = [...bytes.subarray(0, width)].reverse();
    expect([...turned.subarray(0, width)]).toEqual(expected);
    toHostOrder(turned, width, true);
    expect([...turned.subarray(0, width)]).toEqual(expected);
  });
});
