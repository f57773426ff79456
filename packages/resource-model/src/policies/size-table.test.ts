import { describe, expect, it } from 'vitest';
import { isFault } from '../fault.ts';
import { DIGITALMODEL_SIZE_TABLE, type SizeThreshold, sizeTable } from './size-table.ts';

function codeOf(thresholds: readonly SizeThreshold[]): string | null {
  try {
    sizeTable(1, thresholds);
    return null;
  } catch (error) {
    return isFault(error) ? error.code : 'no fault';
  }
}

describe('size table', () => {
  it('selects the workers of the first row whose limit is above the mean size', () => {
    const sizes = [0, 99e6, 100e6, 500e6, 999e6, 1e9, 1e12];
    expect(sizes.map((size) => sizeTable(size, DIGITALMODEL_SIZE_TABLE))).toEqual([
      30, 30, 20, 15, 15, 10, 10,
    ]);
  });

  it('takes any table as data', () => {
    expect(sizeTable(5, [{ below: null, workers: 3 }])).toBe(3);
  });

  it('rejects tables that omit sizes or contradict themselves', () => {
    const last = { below: null, workers: 1 };
    expect(codeOf([])).toBe('SIZE_TABLE_INVALID');
    expect(codeOf([{ below: 5, workers: 1 }])).toBe('SIZE_TABLE_INVALID');
    expect(codeOf([{ below: 5, workers: 1 }, { below: 5, workers: 1 }, last])).toBe('SIZE_TABLE_INVALID');
    expect(codeOf([last, last])).toBe('SIZE_TABLE_INVALID');
    expect(codeOf([{ below: 5, workers: 0 }, last])).toBe('SIZE_TABLE_INVALID');
  });
});
