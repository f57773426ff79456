import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bar, barAt, barsBetween, laneOf } from './bars.ts';

const bar = (task: number, from: number, until: number): Bar => ({
  ...{ task, from, until, isGood: true },
  loadedAt: from,
  computingAt: from,
});

const bars = fc
  .array(fc.tuple(fc.nat(100), fc.nat(60)), { maxLength: 30 })
  .map((spans) => spans.map(([from, span], task) => bar(task, from, from + span)));

describe('the lane of a worker', () => {
  it('has every bar of which something is seen in a closer look, also if bars overlap', () => {
    fc.assert(
      fc.property(bars, fc.nat(150), fc.nat(50), (all, from, span) => {
        const view = { from, until: from + span };
        const shown = barsBetween(laneOf(all), view).map(({ task }) => task);
        const seen = all.filter((one) => one.from <= view.until && one.until >= view.from);
        expect(shown).toEqual(expect.arrayContaining(seen.map(({ task }) => task)));
      }),
    );
  });

  it('has the bar that is under the pointer, or the nearest one within reach', () => {
    const lanes = [laneOf([bar(1, 0, 100), bar(2, 10, 20), bar(3, 120, 130)])];
    const at = (time: number) => barAt(lanes, { lane: 0, time, reach: 4 })?.task ?? null;
    expect([at(5), at(15), at(50), at(103), at(110), at(117)]).toEqual([1, 2, 1, 1, null, 3]);
    expect(barAt(lanes, { lane: 1, time: 5, reach: 4 })).toBeNull();
  });
});
