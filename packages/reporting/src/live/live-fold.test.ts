import { bytes, milliseconds } from '@ballast/resource-model';
import type { JournalRecord } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { batchOf, EVERY_OUTCOME, failed, header, journal, succeeded } from '../../test/journal-builder.ts';
import { journalFigures } from '../document/figures-fold.ts';
import { type Live, liveFold } from './live-fold.ts';

const GIB = 2 ** 30;

function live(records: readonly JournalRecord[], inputs: number, isRunning = true): Live {
  const fold = liveFold(header(inputs));
  for (const record of records) fold.take(record);
  return fold.read({ isRunning });
}

const outcomes = Object.fromEntries(EVERY_OUTCOME.map((outcome, i) => [`file-${i}.out`, outcome]));

describe('a batch that is followed', () => {
  it('has the same figures at the end as its whole journal, however often it was looked at', () => {
    const { records } = batchOf(outcomes);
    const fold = liveFold(header(EVERY_OUTCOME.length));
    for (const record of records) {
      fold.take(record);
      fold.read({ isRunning: true });
    }
    const whole = journalFigures({ header: header(EVERY_OUTCOME.length), records });
    expect(fold.read({ isRunning: false }).figures).toEqual(whole);
  });

  it('says what runs, what waits and why', () => {
    const { now } = live(
      journal()
        .input('a.out')
        .input('b.out')
        .input('c.out')
        .admitted(100, 0, { worker: 1 })
        .add({ type: 'worker-started', at: milliseconds(150), worker: 1, pid: 7 })
        .add({
          type: 'waiting',
          at: milliseconds(200),
          reason: { kind: 'memory', needed: bytes(3 * GIB), headroom: bytes(GIB), budget: bytes(8 * GIB) },
          tasks: 2,
        }).records,
      3,
    );
    expect(now.state).toBe('running');
    expect(now.tasks).toMatchObject({ queued: 2, loading: 1, starting: 0 });
    expect(now.running).toEqual([{ file: 'a.out', phase: 'loading', since: 100, held: 1000 }]);
    expect(now.waits).toEqual([
      {
        words: 'needs 3.00 GiB of memory; 1.00 GiB of 8.00 GiB is not reserved',
        tasks: 2,
        file: 'b.out',
      },
    ]);
  });

  it('names the last twenty events, the latest first', () => {
    const built = journal();
    for (let task = 0; task < 30; task += 1) built.input(`${task}.out`);
    for (let task = 0; task < 30; task += 1) built.admitted(task, task).settled(task + 1, task);
    const { events } = live(built.records, 30).now;
    expect(events).toHaveLength(20);
    expect(events[0]).toEqual({ at: 30, words: '29.out: succeeded', tone: 'good' });
    const bad = journal().input('a.out').admitted(0, 0);
    const fault = { code: 'FILE_CUT', message: 'it is cut' };
    expect(live(bad.settled(1, 0, failed(fault)).records, 1).now.events[0]).toMatchObject({ tone: 'bad' });
  });

  it('says how long the rest will take, once enough is done', () => {
    const built = journal();
    for (let task = 0; task < 10; task += 1) built.input(`${task}.out`, 1e6);
    for (let task = 0; task < 5; task += 1) {
      built.admitted(10_000 * task, task).settled(10_000 * (task + 1), task, succeeded());
    }
    const { share, left, perMinute } = live(built.records, 10).now;
    expect(share).toBeCloseTo(0.5);
    expect(left?.from).toBeLessThan(50_000);
    expect(left?.to).toBeGreaterThan(50_000);
    expect(perMinute).toBe(6);
  });

  it('is at its end after its last record, and gone if its process ended without one', () => {
    const { records } = batchOf({ 'a.out': succeeded() });
    expect(live(records, 1).now).toMatchObject({ state: 'ended', share: 1, left: null });
    const cut = records.slice(0, -2);
    expect(live(cut, 1, false)).toMatchObject({
      now: { state: 'gone', left: null },
      figures: { headline: { tone: 'broken' } },
    });
  });
});
