import { computeTimeModel } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { computeShare, startCost } from './startup.ts';

const SIZE = 4e6;
let compute = computeTimeModel.start();
for (let i = 0; i < 100; i += 1)
  compute = computeTimeModel.observe(compute, { size: SIZE, computeTime: 200 });

function share(workers: number | null): number {
  const makespan = {
    startedAt: '2030-01-01T00:00:00.000Z',
    seconds: 3,
    inputs: 10,
    bytes: 10 * SIZE,
    predictedSeconds: null,
    ...(workers === null ? {} : { workers }),
  };
  return computeShare([makespan], compute, { cores: 2, startSeconds: 0.25, footprint: (size) => size });
}

describe('the part of learned times that was computing', () => {
  it('is all where no more workers than cores were started, or where that is not known', () => {
    expect(share(2)).toBe(1);
    expect(share(null)).toBe(1);
    expect(computeShare([], compute, { cores: 2, startSeconds: 0.25, footprint: (size) => size })).toBe(1);
  });

  it('is less by what further workers took of the cores', () => {
    // 10 x 0.2 s were learned; two further workers cost 0.275 s each.
    expect(share(4)).toBeCloseTo(1 - 0.55 / 2, 1);
    expect(startCost(4, 2, 0.25)).toBeCloseTo(0.55, 9);
  });

  it('never vanishes', () => {
    expect(share(1000)).toBe(0.3);
  });
});
