import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCpuList } from './cpu-list.ts';

describe('a CPU list', () => {
  it('consists of ranges and single numbers', () => {
    expect(parseCpuList('0-3,8\n')).toEqual([0, 1, 2, 3, 8]);
  });

  it('is empty for a node without CPUs', () => {
    expect(parseCpuList('\n')).toEqual([]);
  });

  it('skips invalid parts and numbers that no machine has', () => {
    expect(parseCpuList('1,x,3-,4-99999999999,5')).toEqual([1, 5]);
  });

  it('yields each number once, in ascending order', () => {
    const range = fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 9 }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (ranges) => {
        const text = ranges.map(([first, more]) => `${first}-${first + more}`).join(',');
        const numbers = ranges.flatMap(([first, more]) =>
          Array.from({ length: more + 1 }, (_, i) => first + i),
        );
        expect(parseCpuList(text)).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }),
    );
  });
});
