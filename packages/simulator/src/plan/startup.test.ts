import { describe, expect, it } from 'vitest';
import { startCost } from './startup.ts';

describe('the core time that worker starts take', () => {
  it('is nothing as long as there are no more workers than cores', () => {
    expect(startCost(2, 2, 0.25)).toBe(0);
  });

  it('is a little more than its start for every further worker', () => {
    expect(startCost(4, 2, 0.25)).toBeCloseTo(0.55, 9);
  });
});
