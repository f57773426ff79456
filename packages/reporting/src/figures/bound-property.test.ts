import { bytes, type Milliseconds, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { header, journal, succeeded } from '../../test/journal-builder.ts';
import { type BatchFigures, figuresOf, foldJournal } from '../index.ts';
import { measuredBound } from './bound.ts';

const file = fc.record({
  size: fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1e6, max: 2e9 })),
  load: fc.integer({ min: 0, max: 900 }),
  wait: fc.integer({ min: 0, max: 300 }),
  compute: fc.integer({ min: 0, max: 2000 }),
  /** What the coordinator adds before it knows. */
  late: fc.integer({ min: 0, max: 3 }),
  highWater: fc.integer({ min: 1, max: 4000 }),
});

const rate = fc.oneof(fc.constant(1), fc.double({ min: 1e3, max: 1e10, noNaN: true }));

const batch = fc.record({
  files: fc.array(file, { minLength: 1, maxLength: 40 }),
  workers: fc.integer({ min: 1, max: 8 }),
  cores: fc.integer({ min: 1, max: 8 }),
  budget: fc.integer({ min: 1, max: 20_000 }),
  storage: fc.option(fc.record({ rateAt1: rate, maxRate: rate })),
  /** Before this file the process ends, and another one resumes the batch much later. */
  gapBefore: fc.option(fc.nat(39)),
});

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

/** Any schedule: each file goes to the worker that is idle first. */
function run({ files, workers, cores, budget, storage, gapBefore }: Batch): BatchFigures {
  const built = journal();
  for (const [task, { size }] of files.entries()) built.input(`f${task}`, size);
  const free: number[] = Array.from({ length: workers }, () => 0);
  const events: { at: number; add: () => void }[] = [];
  let resumed: number | null = null;
  files.forEach((each, task) => {
    if (task === gapBefore && task > 0) {
      const over = Math.max(...free);
      free.fill(over + 60_000);
      resumed = over + 60_000;
    }
    const worker = free.indexOf(Math.min(...free));
    const from = free[worker] ?? 0;
    const to = from + each.load + each.wait + each.compute + each.late;
    free[worker] = to;
    const measures = {
      loadTime: milliseconds(each.load),
      computeTime: milliseconds(each.compute),
      highWater: bytes(each.highWater),
      bytesRead: bytes(0),
    };
    events.push({ at: from, add: () => built.admitted(from, task, { worker }) });
    events.push({ at: to, add: () => built.settled(to, task, succeeded(), { measures }) });
  });
  if (resumed !== null) {
    const at = milliseconds(resumed);
    const again = {
      type: 'resumed',
      product: 'p',
      host: 'h',
      pid: 1,
      time: '',
      done: 0,
      left: 0,
      at,
    } as const;
    events.push({ at: resumed - 0.5, add: () => built.add(again) });
  }
  events.sort((a, b) => a.at - b.at);
  for (const { add } of events) add();
  const end = { settled: files.length, unsettled: 0, ending: 'complete', storage } as const;
  built.add({ type: 'ended', at: Math.max(...free) as Milliseconds, ...end });
  const of = {
    ...header(files.length),
    cores,
    budget: { memory: bytes(budget), source: 's', workers: null },
  };
  return figuresOf(foldJournal({ header: of, records: built.records }));
}

describe('the bound on the makespan of any batch', () => {
  it('is never above the makespan, whatever rate of the storage was learned', () => {
    fc.assert(
      fc.property(batch, (given) => {
        const { bound, makespan, header: of, tasks } = run(given);
        if (bound === null || makespan === null) return;
        expect(bound.seconds).toBeLessThanOrEqual(makespan / 1000);
        expect(bound.ratio).toBeGreaterThanOrEqual(1);
        // Not by cutting it off: only as much as the times may differ.
        const measured = measuredBound(of, tasks, { storage: given.storage });
        expect(measured?.seconds ?? 0).toBeLessThanOrEqual((1.06 * makespan + 10) / 1000);
      }),
      { numRuns: 500 },
    );
  });

  it('is not raised by a rate that was learned while the storage was starved', () => {
    const files = Array.from({ length: 20 }, () => ({
      ...{ size: 1e8, load: 100, wait: 0, compute: 400, late: 0, highWater: 1 },
    }));
    const of = { files, workers: 4, cores: 4, budget: 20_000, gapBefore: null };
    const starved = run({ ...of, storage: { rateAt1: 1e6, maxRate: 3e7 } });
    const right = run({ ...of, storage: { rateAt1: 1e9, maxRate: 4e9 } });
    expect(right.bound).toMatchObject({ resource: 'cores' });
    expect(starved.bound?.ratio).toBeGreaterThanOrEqual(1);
    expect(starved.bound?.seconds).toBeLessThanOrEqual((starved.makespan ?? 0) / 1000);
  });
});
