import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { header } from '../../test/journal-builder.ts';
import { busyTimes, ordersJournal, WORKERS } from '../../test/orders-journal.ts';
import { figuresFold, journalFigures } from '../document/figures-fold.ts';
import { figuresOf } from '../figures/figures-of.ts';
import { foldJournal } from './fold-journal.ts';

describe('a batch of orders of several files, wherever its journal breaks off', () => {
  it('has no worker that is at two files at a time', () => {
    fc.assert(
      fc.property(ordersJournal, fc.nat(), ({ inputs, records }, cut) => {
        const story = foldJournal({
          header: header(inputs),
          records: records.slice(0, inputs + (cut % (records.length - inputs + 1))),
        });
        for (const times of busyTimes(story)) {
          let before = 0;
          for (const [from, to] of times) {
            expect(from).toBeGreaterThanOrEqual(before);
            expect(to).toBeGreaterThanOrEqual(from);
            before = to;
          }
        }
        const { inFlight, makespan } = figuresOf(story);
        expect(inFlight.most).toBeLessThanOrEqual(WORKERS);
        if (makespan !== null) expect(inFlight.mean ?? 0).toBeLessThanOrEqual(WORKERS);
      }),
      { numRuns: 300 },
    );
  });

  it('has the same figures if they are made while it grows', () => {
    fc.assert(
      fc.property(ordersJournal, fc.integer({ min: 1, max: 7 }), ({ inputs, records }, every) => {
        const growing = figuresFold(header(inputs));
        for (const [i, record] of records.entries()) {
          growing.take(record);
          if (i < inputs || i % every > 0) continue;
          const whole = journalFigures({ header: header(inputs), records: records.slice(0, i + 1) });
          expect(growing.figures()).toEqual(whole);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has bars of a lane that follow one another, and no more lanes than workers', () => {
    fc.assert(
      fc.property(ordersJournal, ({ inputs, records }) => {
        const { tasks, attempts, lanes } = journalFigures({ header: header(inputs), records });
        expect(lanes).toBeLessThanOrEqual(WORKERS);
        const at = Math.max(0, ...records.map((record) => ('at' in record ? record.at : 0)));
        const bars = tasks.lane.flatMap((lane, i) =>
          lane === null ? [] : [{ lane, from: tasks.admittedAt[i] ?? 0, until: tasks.settledAt[i] ?? at }],
        );
        for (const [i, lane] of attempts.lane.entries())
          bars.push({ lane, from: attempts.from[i] ?? 0, until: attempts.until[i] ?? 0 });
        bars.sort((a, b) => a.lane - b.lane || a.from - b.from || a.until - b.until);
        for (const [i, bar] of bars.entries()) {
          const before = bars[i - 1];
          if (before?.lane === bar.lane) expect(bar.from).toBeGreaterThanOrEqual(before.until);
        }
      }),
      { numRuns: 200 },
    );
  });
});
