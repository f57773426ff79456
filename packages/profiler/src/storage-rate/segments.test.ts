import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deal, divide, type FileSize, type Segment } from './segments.ts';

const files: fc.Arbitrary<readonly FileSize[]> = fc
  .array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 })
  .map((sizes) => sizes.map((size, i) => ({ file: `f${i}`, size })));

/** Every byte of the segments by name, in order. */
function bytesOf(segments: readonly Segment[]): readonly string[] {
  return segments.flatMap(({ file, start, length }) =>
    Array.from({ length }, (_, i) => `${file}:${start + i}`),
  );
}

describe('dividing files', () => {
  it('yields lists of equally many bytes, at most the given number, without a common byte', () => {
    fc.assert(
      fc.property(
        files,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 2000 }),
        (all, lists, most) => {
          const divided = divide(all, { lists, most }).map(bytesOf);
          const total = all.reduce((sum, { size }) => sum + size, 0);
          const each = Math.min(most, Math.floor(total / lists));
          expect(divided.map((one) => one.length)).toEqual(Array.from({ length: lists }, () => each));
          expect(new Set(divided.flat()).size).toBe(each * lists);
          const known = new Set(bytesOf(all.map(({ file, size }) => ({ file, start: 0, length: size }))));
          expect(divided.flat().every((byte) => known.has(byte))).toBe(true);
        },
      ),
    );
  });

  it('keeps each list contiguous', () => {
    expect(
      divide(
        [
          { file: 'a', size: 10 },
          { file: 'b', size: 6 },
        ],
        { lists: 4, most: 100 },
      ),
    ).toEqual([
      [{ file: 'a', start: 0, length: 4 }],
      [{ file: 'a', start: 4, length: 4 }],
      [
        { file: 'a', start: 8, length: 2 },
        { file: 'b', start: 0, length: 2 },
      ],
      [{ file: 'b', start: 2, length: 4 }],
    ]);
  });
});

describe('dealing segments', () => {
  it('gives every byte to one reader, in order, and each reader an equal share', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 9 }), (all, readers) => {
        const segments = all.map(({ file, size }) => ({ file, start: 7, length: size }));
        const dealt = deal(segments, readers).map(bytesOf);
        expect(dealt.flat()).toEqual(bytesOf(segments));
        const counts = dealt.map((one) => one.length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
