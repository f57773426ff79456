import { bytes, GIB, MIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { netBound } from './net-bound.ts';

describe('the hard limit', () => {
  it('is 3 % above the budget', () => {
    expect(netBound(bytes(100 * GIB))).toBe(103 * GIB);
  });

  it('leaves room for page cache above a small budget', () => {
    expect(netBound(bytes(GIB))).toBe(GIB + 128 * MIB);
  });

  it('does not exist without a budget', () => {
    expect([netBound(null), netBound(bytes(0))]).toEqual([null, null]);
  });
});
