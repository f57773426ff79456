import { bytes, milliseconds, type Usage } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { sampleTrees } from './sample-trees.ts';

function usage(resident: number, read: number | null = 0): Usage {
  return {
    resident: bytes(resident),
    highWater: null,
    cpuTime: milliseconds(10 * resident),
    bytesRead: read === null ? null : bytes(read),
  };
}

const USAGES = new Map([
  [1, usage(1, 5)],
  [2, usage(20, 7)],
  [3, usage(300, null)],
  [9, usage(9)],
]);

describe('the usage of trees', () => {
  it('is the sum over a process and everything below it', () => {
    const of = (pid: number): readonly number[] => (pid === 1 ? [2, 3, 4] : []);
    const sums = sampleTrees([1, 9], {
      of,
      read: (pids) => new Map([...USAGES].filter(([pid]) => pids.includes(pid))),
    });
    expect(sums.get(1)).toEqual({ ...usage(321, 12), cpuTime: 3210 });
    expect(sums.get(9)).toEqual(usage(9));
  });

  it('has nothing of a process that has ended, whatever is left below it', () => {
    const sums = sampleTrees([4], { of: () => [2], read: () => new Map([[2, usage(20)]]) });
    expect(sums.size).toBe(0);
  });
});
