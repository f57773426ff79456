import { type Period, WHOLE } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { outsideFile } from './outside-file.ts';

const span = { start: 60, end: 660.0000089406967, step: 0.1 };

function codes(period: Period): string[] {
  return outsideFile(period, span).map(({ code }) => code);
}

function range(from: number | null, to: number | null): Period {
  return { kind: 'range', from, to };
}

describe('a range', () => {
  it('that extends beyond the end of the file has a warning with that end', () => {
    const [warning] = outsideFile(range(100, 700), span);
    expect(warning).toMatchObject({
      code: 'PERIOD_BEYOND_END',
      details: { period: '[100, 700]', endTime: span.end },
    });
    expect(warning?.message).toContain('[100, 700] ends at 700 s but the file at 660.0000089406967 s');
  });

  it('that begins before the file has a warning with the start of the file', () => {
    const [warning] = outsideFile(range(0, 100), span);
    expect(warning).toMatchObject({
      code: 'PERIOD_BEFORE_START',
      details: { period: '[0, 100]', startTime: 60 },
    });
    expect(warning?.message).toContain('[0, 100] begins at 0 s but the file at 60 s');
  });

  it('that is larger than the file at both ends has both warnings', () => {
    expect(codes(range(0, 700))).toEqual(['PERIOD_BEFORE_START', 'PERIOD_BEYOND_END']);
  });

  it.each([660, 660.02, 659, null])('to %d has all the samples that it could have', (to) => {
    expect(codes(range(null, to))).toEqual([]);
  });

  it.each([60, 59.95, 59.9, 61, null])('from %d has all the samples that it could have', (from) => {
    expect(codes(range(from, null))).toEqual([]);
  });

  it('that lacks its last sample, or more than one at its beginning, has a warning', () => {
    expect(codes(range(null, 660.1))).toEqual(['PERIOD_BEYOND_END']);
    expect(codes(range(59.7, null))).toEqual(['PERIOD_BEFORE_START']);
  });

  it('that lies outside the file has a problem instead', () => {
    expect(codes(range(700, 800))).toEqual([]);
    expect(codes(range(0, 50))).toEqual([]);
  });
});

describe('periods of other kinds', () => {
  it('have no bounds that could lie outside the file', () => {
    expect(codes(WHOLE)).toEqual([]);
    expect(codes({ kind: 'instant', time: 1000 })).toEqual([]);
  });
});
