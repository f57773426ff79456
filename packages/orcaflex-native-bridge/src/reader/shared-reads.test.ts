import { describe, expect, it } from 'vitest';
import { type OwnRead, sharedReads, type TimedRequest } from './shared-reads.ts';

const series = (...refs: number[]): TimedRequest['series'] =>
  refs.map((ref) => ({ ref, index: ref, object: 'Line1', variable: `V${ref}`, unit: 'kN' }));

const times = (from: number, to: number): Float64Array =>
  Float64Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Requests with these times, one series each by default. */
const reads = (...all: readonly (Float64Array | null)[]): OwnRead[][] =>
  sharedReads(all.map((own, request) => ({ request, series: series(7), times: own })));

describe('sharedReads', () => {
  it('reads a period within a longer one together with it, in any order', () => {
    expect(reads(times(3, 5), times(0, 9), times(9, 9))).toEqual([
      [],
      [
        {
          series: 0,
          shares: [
            { request: 0, series: 0, from: 3 },
            { request: 2, series: 0, from: 9 },
          ],
        },
      ],
      [],
    ]);
  });

  it('reads equal periods once', () => {
    expect(reads(times(0, 3), times(0, 3))).toEqual([
      [{ series: 0, shares: [{ request: 1, series: 0, from: 0 }] }],
      [],
    ]);
  });

  it('reads periods separately if they only overlap or have other samples in between', () => {
    const alone = [{ series: 0, shares: [] }];
    expect(reads(times(0, 5), times(3, 8))).toEqual([alone, alone]);
    expect(reads(times(0, 9), Float64Array.of(2, 4))).toEqual([alone, alone]);
    expect(reads(times(0, 9), Float64Array.of(2.5))).toEqual([alone, alone]);
    expect(reads(times(0, 9), times(8, 11))).toEqual([alone, alone]);
  });

  it('reads the static state and periods without samples separately', () => {
    const alone = [{ series: 0, shares: [] }];
    expect(reads(times(0, 9), null, Float64Array.of())).toEqual([alone, alone, alone]);
  });

  it('shares nothing of a period that has one time twice', () => {
    const alone = [{ series: 0, shares: [] }];
    expect(reads(Float64Array.of(0, 1, 1, 2), Float64Array.of(1))).toEqual([alone, alone]);
  });

  it('shares series by series: a series that the longer period lacks is read for the shorter one', () => {
    const found = sharedReads([
      { request: 0, series: series(1, 2), times: times(0, 9) },
      { request: 1, series: series(2, 3), times: times(2, 6) },
      { request: 2, series: series(3, 1), times: times(3, 4) },
    ]);
    expect(found).toEqual([
      [
        { series: 0, shares: [{ request: 2, series: 1, from: 3 }] },
        { series: 1, shares: [{ request: 1, series: 0, from: 2 }] },
      ],
      [{ series: 1, shares: [{ request: 2, series: 0, from: 1 }] }],
      [],
    ]);
  });
});
