import { type Period, type ResolvedSeries, WHOLE } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { Recorder } from '../../test/support/recorder.ts';
import { PeriodPass } from './period-pass.ts';

const series = (ref: number): ResolvedSeries => ({
  ref,
  index: ref,
  object: null,
  variable: `V${ref}`,
  unit: '',
});

/** Ten samples at 0, 1 ... 9 s in blocks of four; column c has the values c * 100 + time. */
function walk(recorder: Recorder, ...requests: { period: Period; refs: number[] }[]): number[] {
  const pass = new PeriodPass(
    requests.map(({ period, refs }) => ({ period, series: refs.map(series) })),
    recorder,
    { start: 0, end: 9, step: 1 },
  );
  const decoded: number[] = [];
  const values = new Float64Array(4);
  for (let first = 0; first < 10; first += 4) {
    const count = Math.min(4, 10 - first);
    const times = Float64Array.from({ length: count }, (_, row) => first + row);
    pass.block(times, (column) => {
      decoded.push(column);
      times.forEach((time, row) => {
        values[row] = column * 100 + time;
      });
      return values.subarray(0, count);
    });
  }
  pass.finish();
  return decoded;
}

describe('one pass', () => {
  it('decodes a column once per block however many requests want it', () => {
    const recorder = new Recorder();
    const decoded = walk(
      recorder,
      { period: WHOLE, refs: [2, 1] },
      { period: { kind: 'range', from: 3, to: 4 }, refs: [1] },
    );
    expect(decoded.filter((column) => column === 1)).toHaveLength(3);
    expect(recorder.get(0, 0).values).toEqual([200, 201, 202, 203, 204, 205, 206, 207, 208, 209]);
    expect(recorder.get(0, 1).values[9]).toBe(109);
    expect(recorder.get(1, 0)).toEqual({ times: [3, 4], values: [103, 104] });
  });

  it('decodes nothing in blocks that no request touches', () => {
    const recorder = new Recorder();
    expect(walk(recorder, { period: { kind: 'range', from: 8, to: null }, refs: [1] })).toEqual([1]);
    expect(recorder.get(0, 0).times).toEqual([8, 9]);
  });

  it('delivers one sample for an instant, at its own time', () => {
    const recorder = new Recorder();
    walk(recorder, { period: { kind: 'instant', time: 6.4 }, refs: [1, 3] });
    expect(recorder.get(0, 0)).toEqual({ times: [6], values: [106] });
    expect(recorder.get(0, 1)).toEqual({ times: [6], values: [306] });
  });

  it('delivers nothing for a period outside the file', () => {
    const recorder = new Recorder();
    walk(
      recorder,
      { period: { kind: 'instant', time: 12 }, refs: [1] },
      { period: { kind: 'range', from: 20, to: 30 }, refs: [1] },
    );
    expect([recorder.get(0, 0).times, recorder.get(1, 0).times]).toEqual([[], []]);
  });

  it('returns a problem for each series if the period is one of other formats', () => {
    const recorder = new Recorder();
    walk(recorder, { period: { kind: 'static' }, refs: [1, 2] }, { period: WHOLE, refs: [1] });
    expect([...recorder.problems.keys()]).toEqual(['0/0', '0/1']);
    expect(recorder.problems.get('0/1')?.code).toBe('PERIOD_NOT_APPLICABLE');
    expect(recorder.get(1, 0).times).toHaveLength(10);
  });

  it('delivers a series twice to a request that names it twice', () => {
    const recorder = new Recorder();
    walk(recorder, { period: WHOLE, refs: [1, 1] });
    expect(recorder.get(0, 0)).toEqual(recorder.get(0, 1));
  });
});
