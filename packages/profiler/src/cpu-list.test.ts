import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCpuList, parseCpuList } from './cpu-list.ts';

describe('a CPU list', () => {
  it('holds ranges and single numbers', () => {
    expect(parseCpuList('0-3,8\n')).toEqual([0, 1, 2, 3, 8]);
    expect(formatCpuList([8, 2, 1, 0, 3, 3])).toBe('0-3,8');
  });

  it('is empty for a node without CPUs', () => {
    expect(parseCpuList('\n')).toEqual([]);
    expect(formatCpuList([])).toBe('');
  });

  it('leaves out parts it does not understand and numbers no machine has', () => {
    expect(parseCpuList('1,x,3-,4-99999999999,5')).toEqual([1, 5]);
  });

  it('comes back unchanged from its text form', () => {
    const cpus = fc.uniqueArray(fc.nat({ max: 500 }), { maxLength: 60 });
    fc.assert(
      fc.property(cpus, (numbers) => {
        expect(parseCpuList(formatCpuList(numbers))).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });
});
