import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DividedFor, dividedOnce } from './known-lines.ts';
import { splitLine } from './split-line.ts';

const shaped = (columns: number, ends: readonly number[] | null, starts = ends): DividedFor['shape'] => ({
  ...{ columns, ends, starts },
  ...{ firstRow: 3, rows: 1, agreeing: 1, readable: true },
});

const shapes = fc.constantFrom(
  shaped(2, null),
  shaped(3, null),
  shaped(3, [10, 20, 30]),
  shaped(3, [10, 20, 30], [1, 11, 21]),
  shaped(2, [10, 20]),
  shaped(3, null, [1, 11, 21]),
);
const lines = fc.constantFrom(
  ...[
    'Time\tA B\tC',
    '  Time  A B  C',
    '      Time         A       B B',
    '(s) (kN m) (-)',
    '(s)\t(kN m)\t(-)',
    '',
  ],
  ...['Time,Größe,C', 'Time;A', '      (s)      (kN)     (m/s)\r', 'a b c d e f g', ' a', ' b', ' c', ' d'],
);
const asked = fc.record({
  text: lines,
  shape: shapes,
  as: fc.constantFrom('names' as const, 'units' as const),
});

/** Fewer lines are known at a time. */
const OTHERS = Array.from({ length: 20 }, (_, i) => `line ${i}`);

describe('a line of names or units', () => {
  it('is divided as if no line had been divided before', () => {
    const line = { from: 0, to: 0, number: 1 };
    const split = ({ text, shape, as }: { text: string } & DividedFor) => {
      const bytes = new TextEncoder().encode(text);
      return splitLine(bytes, { ...line, to: bytes.length }, { shape, as });
    };
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 20 }), asked, (before, last) => {
        for (const one of before) split(one);
        const found = split(last);
        for (const text of OTHERS) split({ text, shape: shaped(1, null), as: 'names' });
        expect(found).toEqual(split(last));
      }),
    );
  });

  it('is divided once for rows of one shape', () => {
    let times = 0;
    const divide = () => {
      times += 1;
      return null;
    };
    const bytes = new TextEncoder().encode('divided once');
    for (let i = 0; i < 10; i += 1) dividedOnce(bytes, { shape: shaped(2, [8, 16]), as: 'names' }, divide);
    expect(times).toBe(1);
    dividedOnce(bytes, { shape: shaped(2, [8, 17]), as: 'names' }, divide);
    dividedOnce(bytes, { shape: shaped(2, [8, 17]), as: 'units' }, divide);
    expect(times).toBe(3);
  });
});
