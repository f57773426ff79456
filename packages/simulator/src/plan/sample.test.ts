import { describe, expect, it } from 'vitest';
import { SIMULATED, sampleTasks } from './sample.ts';

describe('the tasks that are simulated', () => {
  it('are all of them up to 5000, in their order', () => {
    const { indices, stands } = sampleTasks(
      Float64Array.from({ length: 5000 }, (_, i) => 5000 - i),
      SIMULATED,
    );
    expect(stands).toBe(1);
    expect(indices).toHaveLength(5000);
    expect([indices[0], indices[4999]]).toEqual([0, 4999]);
  });

  it('are distinct ones that represent the sizes of all if there are more', () => {
    const sizes = Float64Array.from({ length: 30_000 }, (_, i) => [0, 1, 5e6, 5e6, 8e9][(i * 7919) % 5] ?? 0);
    const { indices, stands } = sampleTasks(sizes, SIMULATED);
    expect(stands).toBe(20);
    expect(new Set(indices).size).toBe(1500);
    const share = (size: number): number => indices.filter((i) => sizes[i] === size).length;
    expect([0, 1, 5e6, 8e9].map(share)).toEqual([300, 300, 600, 300]);
  });
});
