import { figuresOf, foldJournal, journalFigures } from '@ballast/reporting';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BriefBatch, type BriefFile, journalOf } from './orders-world.ts';

const file = fc.record({
  size: fc.integer({ min: 100, max: 20_000 }),
  load: fc.double({ min: 0, max: 4, noNaN: true }),
  compute: fc.double({ min: 0, max: 8, noNaN: true }),
  rest: fc.double({ min: 0, max: 2, noNaN: true }),
  lost: fc.oneof({ weight: 40, arbitrary: fc.constant(null) }, fc.double({ min: 0, max: 1, noNaN: true })),
});

const brief: fc.Arbitrary<BriefBatch> = fc.record({
  files: fc.array(file, { minLength: 1, maxLength: 300, size: 'max' }),
  workers: fc.integer({ min: 1, max: 5 }),
  start: fc.integer({ min: 1, max: 80 }),
  patience: fc.constantFrom(0, 10, 10, 50),
});

/** Files that are all the same, on workers that carry out as many as they get. */
function alike(count: number, workers: number): BriefBatch {
  const same: BriefFile = { size: 2000, load: 1, compute: 3, rest: 1, lost: null };
  return { files: Array.from({ length: count }, () => same), workers, start: 40, patience: 10 };
}

describe('the figures of brief files that share orders', () => {
  it('have no worker that is at two files at a time', () => {
    let followers = 0;
    fc.assert(
      fc.property(brief, fc.double({ min: 0, max: 1, noNaN: true }), (batch, share) => {
        const { header, records } = journalOf(batch);
        followers += records.filter(
          (record) => record.type === 'admitted' && record.after !== undefined,
        ).length;
        const cut = records.slice(0, Math.round(share * records.length));
        for (const part of [records, cut]) {
          const story = foldJournal({ header, records: part });
          const workers = new Map<number, (readonly [number, number])[]>();
          let busy = 0;
          for (const { attempts } of story.tasks)
            for (const { admitted, begunAt, endedAt } of attempts) {
              if (begunAt === null) continue;
              const until = endedAt ?? story.at;
              busy += until - begunAt;
              const times = workers.get(admitted.worker) ?? [];
              workers.set(admitted.worker, times);
              times.push([begunAt, until]);
            }
          for (const times of workers.values()) {
            times.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
            for (const [i, [from]] of times.entries())
              expect(from).toBeGreaterThanOrEqual(times[i - 1]?.[1] ?? 0);
          }
          const { inFlight, firstAdmission } = figuresOf(story);
          expect(inFlight.most).toBeLessThanOrEqual(batch.workers);
          expect(busy).toBeLessThanOrEqual(batch.workers * (story.at - (firstAdmission ?? 0)) + 0.001);
        }
      }),
      { numRuns: 60 },
    );
    expect(followers, 'orders of several files').toBeGreaterThan(500);
  });

  it('are those of the same files with an order each', () => {
    const { header, records } = journalOf(alike(400, 2));
    const { counts, bound, makespan } = journalFigures({ header, records });
    expect(
      records.filter((record) => record.type === 'admitted' && record.after !== undefined).length,
    ).toBeGreaterThan(200);
    expect(counts).toMatchObject({ attempts: 400, mostInFlight: 2 });
    expect(bound).toMatchObject({ resource: 'cores' });
    // What it cannot know is what files do not measure, and the start of the workers.
    expect(bound?.ratio).toBeGreaterThan(1);
    expect(bound?.ratio).toBeLessThan(2);
    const { slowest } = figuresOf(foldJournal({ header, records }));
    for (const { elapsed } of slowest) expect(elapsed).toBeLessThanOrEqual(60);
    expect(makespan).toBeGreaterThan(1000);
  });
});
