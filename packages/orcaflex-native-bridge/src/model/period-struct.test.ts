import type { Period } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import type { PeriodStruct } from '../abi/functions/result-calls.ts';
import { periodStruct } from './period-struct.ts';

const TIMES = Float64Array.from({ length: 101 }, (_, i) => -2 + i * 0.1);

function struct(period: Period, times = TIMES): PeriodStruct | null {
  return periodStruct(period, { start: -2, current: 8 }, () => times);
}

describe('a period', () => {
  it.each<[Period, number]>([
    [{ kind: 'whole' }, 32003],
    [{ kind: 'static' }, 32004],
    [{ kind: 'latest-wave' }, 32002],
    [{ kind: 'stage', stage: 0 }, 0],
    [{ kind: 'stage', stage: 3 }, 3],
  ])('of %j has the number %d', (period, PeriodNum) => {
    expect(struct(period)).toEqual({ PeriodNum, Unused: 0, FromTime: 0, ToTime: 0 });
  });

  it('of a range takes open ends from the simulation', () => {
    expect(struct({ kind: 'range', from: null, to: 5 })).toMatchObject({
      PeriodNum: 32001,
      FromTime: -2,
      ToTime: 5,
    });
    expect(struct({ kind: 'range', from: 1, to: null })).toMatchObject({ FromTime: 1, ToTime: 8 });
  });

  it('beyond the end of the simulation is passed on unchanged', () => {
    expect(struct({ kind: 'range', from: 0, to: 10800 })).toMatchObject({ ToTime: 10800 });
  });

  it.each([
    [0.34, 0.3],
    [0.36, 0.4],
    [-2.04, -2],
    [8.04, 8],
  ])('of the instant %d is a quarter step around the sample at %d', (time, sample) => {
    const period = struct({ kind: 'instant', time });
    expect(period?.FromTime).toBeCloseTo(sample - 0.025, 9);
    expect(period?.ToTime).toBeCloseTo(sample + 0.025, 9);
  });

  it('of an instant outside the simulation does not exist', () => {
    expect(struct({ kind: 'instant', time: 8.06 })).toBeNull();
    expect(struct({ kind: 'instant', time: -2.06 })).toBeNull();
    expect(struct({ kind: 'instant', time: Number.NaN })).toBeNull();
    expect(struct({ kind: 'instant', time: 0 }, new Float64Array(0))).toBeNull();
  });

  it('of an instant exists in a simulation of one sample', () => {
    expect(struct({ kind: 'instant', time: 1 }, Float64Array.of(1))).toMatchObject({
      FromTime: 1,
      ToTime: 1,
    });
  });
});
