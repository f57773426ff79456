import { describe, expect, it } from 'vitest';
import { caseName } from './names.ts';

describe('case names', () => {
  it('look like those of a mooring study', () => {
    expect(caseName('fsts', 1)).toBe('fsts_l015_hwl_125km3_l100_pb_005yr__cl_015deg.sim');
  });

  it('differ for every index', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => caseName('x', index));
    expect(new Set(names).size).toBe(10_000);
  });
});
