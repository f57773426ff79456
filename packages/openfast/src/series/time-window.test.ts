import { type Period, WHOLE } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import {
  boundTolerance,
  mayContain,
  nearestRow,
  rowsBetween,
  type TimeWindow,
  timeWindow,
} from './time-window.ts';

const span = { start: 60, end: 660.0000089406967, step: 0.10000000149011612 };

function between(from: number | null, to: number | null): TimeWindow | null {
  return timeWindow({ kind: 'range', from, to }, span);
}

describe('a range', () => {
  it('includes a bound that single precision has moved', () => {
    const window = between(60, 660);
    expect(window?.kind === 'between' && window.to >= span.end && window.to < span.end + 0.001).toBe(true);
  });

  it('extends to the file’s own ends if it names none', () => {
    expect(between(null, null)).toEqual({ kind: 'between', from: -Infinity, to: Infinity });
  });

  it('never includes a sample a quarter step outside', () => {
    expect(boundTolerance(1e9, 0.01)).toBe(0.0025);
    expect(boundTolerance(0, 0.01)).toBe(2 ** -24);
    expect(boundTolerance(-1000, 0)).toBe(1000 * 2 ** -24);
  });
});

describe('an instant', () => {
  it.each([60, 60 - 0.05, 300.123, 660.05])('at %d s has a nearest sample', (time) => {
    expect(timeWindow({ kind: 'instant', time }, span)).toMatchObject({ kind: 'nearest', time });
  });

  it.each([59.9, 661, -Infinity, Number.NaN])('at %d s is outside the file', (time) => {
    expect(timeWindow({ kind: 'instant', time }, span)).toEqual({ kind: 'none' });
  });

  it('of a file of one sample is that sample’s time only', () => {
    const one = { start: 5, end: 5, step: 0 };
    expect(timeWindow({ kind: 'instant', time: 5 }, one)?.kind).toBe('nearest');
    expect(timeWindow({ kind: 'instant', time: 5.1 }, one)?.kind).toBe('none');
  });
});

describe('a period', () => {
  it.each<Period>([{ kind: 'static' }, { kind: 'latest-wave' }, { kind: 'stage', stage: 1 }])(
    'of other formats has no window: %j',
    (period) => {
      expect(timeWindow(period, span)).toBeNull();
    },
  );

  it('may be met by samples between two times', () => {
    expect(mayContain({ kind: 'all' }, 0, 1)).toBe(true);
    expect(mayContain({ kind: 'none' }, 0, 1)).toBe(false);
    const range: TimeWindow = { kind: 'between', from: 5, to: 6 };
    expect([
      mayContain(range, 0, 4.9),
      mayContain(range, 0, 5),
      mayContain(range, 6, 9),
      mayContain(range, 7, 9),
    ]).toEqual([false, true, true, false]);
    const near: TimeWindow = { kind: 'nearest', time: 5, margin: 1 };
    expect([
      mayContain(near, 0, 3.9),
      mayContain(near, 0, 4.5),
      mayContain(near, 5.5, 9),
      mayContain(near, 7, 9),
    ]).toEqual([false, true, true, false]);
  });

  it('that is whole includes all samples', () => {
    expect(timeWindow(WHOLE, span)).toEqual({ kind: 'all' });
  });
});

describe('rows', () => {
  it('between two times are one stretch, including both ends', () => {
    expect(rowsBetween(Float64Array.of(0, 1, 2, 3), 1, 2)).toEqual([1, 3]);
    expect(rowsBetween(Float64Array.of(0, 1, 2, 3), 2, 9)).toEqual([2, 4]);
    expect(rowsBetween(Float64Array.of(0, 1, 2, 3), 5, 9)).toEqual([]);
  });

  it('are several stretches if times step back', () => {
    expect(rowsBetween(Float64Array.of(0, 1, 2, 1, 2), 0, 1)).toEqual([0, 2, 3, 4]);
  });

  it('nearest to a time are the first of equally near ones', () => {
    expect(nearestRow(Float64Array.of(0, 1, 2), 0.5, Infinity)).toBe(0);
    expect(nearestRow(Float64Array.of(0, 1, 2), 1.6, Infinity)).toBe(2);
    expect(nearestRow(Float64Array.of(0, 1, 2), 1.6, 0.3)).toBe(-1);
  });
});
