import { describe, expect, it } from 'vitest';
import { sampleTasks } from './sample.ts';

describe('the tasks that are simulated', () => {
  it('are all of them up to 20,000, in their order', () => {
    const { indices, stands } = sampleTasks(Float64Array.from({ length: 20_000 }, (_, i) => 20_000 - i));
    expect(stands).toBe(1);
    expect(indices).toHaveLength(20_000);
    expect([indices[0], indices[19_999]]).toEqual([0, 19_999]);
  });

  it('are different ones that have the sizes of all where there are more', () => {
    const sizes = Float64Array.from({ length: 30_000 }, (_, i) => [0, 1, 5e6, 5e6, 8e9][(i * 7919) % 5] ?? 0);
    const { indices, stands } = sampleTasks(sizes);
    expect(stands).toBe(6);
    expect(new Set(indices).size).toBe(5000);
    const share = (size: number): number => indices.filter((i) => sizes[i] === size).length;
    expect([0, 1, 5e6, 8e9].map(share)).toEqual([1000, 1000, 2000, 1000]);
  });
});
