import { bytes, GIB, MIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { netBound } from './net-bound.ts';

describe('the bound of the net', () => {
  it('is 3 % above the budget', () => {
    expect(netBound(bytes(100 * GIB))).toBe(103 * GIB);
  });

  it('leaves room for what is read where the budget is small', () => {
    expect(netBound(bytes(GIB))).toBe(GIB + 128 * MIB);
  });

  it('is none without a budget', () => {
    expect([netBound(null), netBound(bytes(0))]).toEqual([null, null]);
  });
});
