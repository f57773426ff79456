import { describe, expect, it } from 'vitest';
import { StepCheck } from './step-check.ts';

/** The gaps between times as they are printed; the first row is in line 1. */
function gapsOf(times: readonly string[]): ReturnType<StepCheck['gaps']> {
  const check = new StepCheck();
  times.forEach((text, at) => {
    const bytes = Buffer.from(text, 'latin1');
    const before = Number(times[at - 1]);
    if (at > 0) check.add(Number(text) - before, { bytes, start: 0, line: at + 1 });
  });
  return check.gaps();
}

const grid = (count: number, step: number, digits: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => (from + i * step).toFixed(digits));
const NONE = { count: 0, missing: 0, line: 0 };

describe('gaps between rows', () => {
  it('are none in a regular file', () => {
    expect(gapsOf(grid(50, 0.05, 4))).toEqual(NONE);
    expect(gapsOf(grid(2, 0.05, 4))).toEqual(NONE);
    expect(gapsOf(['0.0'])).toEqual(NONE);
  });

  it('are found with the number of rows that would fill them', () => {
    expect(gapsOf([...grid(20, 0.5, 2), ...grid(20, 0.5, 2, 15)])).toEqual({
      count: 1,
      missing: 10,
      line: 21,
    });
    const thinned = grid(60, 0.5, 2).filter((_, at) => at % 6 !== 5);
    expect(gapsOf(thinned)).toEqual({ count: 9, missing: 9, line: 6 });
  });

  it('are not seen in times with too few digits for their step', () => {
    expect(gapsOf(grid(200, 0.0125, 2))).toEqual(NONE);
    expect(gapsOf(Array.from({ length: 300 }, (_, i) => (i * 0.0125 + 90).toExponential(3)))).toEqual(NONE);
  });

  it('are none in a file without a usual step', () => {
    expect(gapsOf(Array.from({ length: 40 }, (_, i) => (1.5 ** i).toFixed(6)))).toEqual(NONE);
    expect(gapsOf(['1.0', '1.0', '1.0', '5.0'])).toEqual(NONE);
  });
});
