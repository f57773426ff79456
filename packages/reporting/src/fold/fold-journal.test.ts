import { bytes } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  EVERY_OUTCOME,
  failed,
  header,
  journal,
  lost,
  measured,
  ms,
  succeeded,
} from '../../test/journal-builder.ts';
import { figuresOf } from '../figures/figures-of.ts';
import { foldJournal } from './fold-journal.ts';

describe('the figures of a batch', () => {
  it('weigh tasks in flight by the time they were in flight', () => {
    const figures = journal()
      .input('a')
      .input('b')
      .admitted(1000, 0)
      .admitted(1000, 1)
      .settled(2000, 0)
      .settled(5000, 1)
      .figures();
    expect([figures.firstAdmission, figures.lastSettlement, figures.makespan]).toEqual([1000, 5000, 4000]);
    expect(figures.inFlight).toEqual({ mean: 5 / 4, most: 2 });
  });

  it('end the makespan at the last settlement, not at the end of the journal', () => {
    const figures = journal()
      .input('a')
      .input('b')
      .admitted(0, 0)
      .settled(10, 0)
      .admitted(10, 1)
      .add({ type: 'phase', at: ms(99), task: 1, phase: 'computing' })
      .figures();
    expect([figures.makespan, figures.inFlight.mean]).toEqual([10, 1]);
  });

  it('have no makespan if nothing was admitted', () => {
    const figures = journal().input('a').settled(10, 0, EVERY_OUTCOME[8]).ended(10).figures();
    expect([figures.makespan, figures.inFlight.mean, figures.inFlight.most]).toEqual([null, null, 0]);
  });

  it('have no negative times if a clock was set back', () => {
    const figures = journal()
      .input('a')
      .input('b')
      .admitted(5000, 0)
      .admitted(1000, 1)
      .settled(3000, 0)
      .settled(6000, 1)
      .figures();
    expect(figures.tasks.map(({ elapsed }) => elapsed)).toEqual([0, 5000]);
    expect([figures.makespan, figures.inFlight.mean]).toEqual([1000, 1]);
  });

  it('count an attempt without an end once, and the one that follows it', () => {
    const figures = journal().input('a').admitted(0, 0).admitted(10, 0).settled(20, 0).figures();
    expect(figures.inFlight).toEqual({ mean: 1, most: 1 });
    expect(figures.tasks[0]?.attempts).toBe(2);
  });

  it('count every kind of outcome, workers and bytes, and have the cause of a stop', () => {
    const built = journal();
    for (const [task] of EVERY_OUTCOME.entries()) built.input(`${task}.out`, 10 + task);
    built.input('last.out', 1);
    built.add({ type: 'worker-started', at: ms(0), worker: 0, pid: 12 });
    for (const [task, outcome] of EVERY_OUTCOME.entries())
      built.admitted(task, task).settled(task + 1, task, outcome);
    built.add(
      { type: 'worker-lost', at: ms(8), worker: 0, exitCode: 3, signal: null },
      { type: 'stopping', at: ms(9), cause: 'interrupted', how: 'drain' },
    );
    const figures = built.ended(9, 'drained').figures();
    expect(Object.values(figures.outcomes)).toEqual(EVERY_OUTCOME.map(() => 1));
    expect([figures.inputs, figures.unsettled, figures.inputBytes]).toEqual([10, 1, 127]);
    expect(figures.workers).toEqual({ started: 1, lost: 1 });
    expect(figures.stop).toEqual({ at: 9, cause: 'interrupted', how: 'drain' });
    expect([figures.ending, figures.endedAt]).toEqual(['drained', 9]);
  });

  it('count denied seats apart from failures, and the time without an available seat', () => {
    const seats = (at: number, state: 'limited' | 'waiting' | 'paused' | 'granted') =>
      ({ type: 'seats', at: ms(at), limit: 1, state }) as const;
    const back = (at: number, task: number) =>
      ({ type: 'requeued', at: ms(at), task, cause: 'seat-denied', attempt: 1 }) as const;
    const built = journal().input('a').input('b').admitted(0, 0).admitted(0, 1);
    built.add(back(10, 0), seats(10, 'limited'), back(20, 1), seats(20, 'waiting'), seats(70, 'paused'));
    built.admitted(90, 0, { attempt: 2 }).add(seats(100, 'granted')).settled(110, 0);
    built.add(seats(120, 'waiting')).settled(130, 1, failed({ code: 'A_B', message: 'm' }));
    const { seats: counted, outcomes, retried, inFlight } = built.figures();
    expect(counted).toEqual({ denied: 2, waited: 90 });
    expect([outcomes['seat-denied'], outcomes.failed, retried]).toEqual([0, 1, 0]);
    // Two for ten milliseconds, one for ten, none for seventy, one for twenty.
    expect(inFlight).toEqual({ mean: 50 / 130, most: 2 });
  });

  it('count retries, and have the last failure of a task that waits for one', () => {
    const outcome = lost({ exitCode: 3 });
    const back = { type: 'requeued', at: ms(5), task: 0, cause: 'worker-lost', attempt: 1, outcome } as const;
    const { retried, tasks } = journal().input('a').admitted(0, 0).add(back).figures();
    expect(retried).toBe(1);
    expect(tasks[0]).toMatchObject({
      attempts: 1,
      outcome: undefined,
      failedLast: outcome,
      admittedAt: null,
    });
  });

  it('have the mean of reserved over used memory, over the tasks that have both', () => {
    const { meanReservedPerHighWater } = journal()
      .input('a')
      .input('b')
      .input('c')
      .admitted(0, 0)
      .admitted(0, 1)
      .admitted(0, 2)
      .settled(1, 0, succeeded(), { measures: measured(100), reserved: bytes(300) })
      .settled(1, 1, succeeded(), { measures: measured(100), reserved: bytes(100) })
      .settled(1, 2)
      .figures();
    expect(meanReservedPerHighWater).toBe(2);
  });

  it('have the ten slowest, equal ones in input order', () => {
    const built = journal();
    const spans = [5, 9, 1, 9, 2, 3, 4, 6, 7, 8, 10, 11, 0];
    for (const [task] of spans.entries()) built.input(`${task}`);
    for (const [task, span] of spans.entries()) built.admitted(0, task).settled(span, task);
    expect(built.figures().slowest.map(({ task }) => task)).toEqual([11, 10, 1, 3, 9, 8, 7, 0, 6, 5]);
  });

  it('count inputs that a cut journal does not list as not run', () => {
    const figures = journal().input('a').figures(4);
    expect([figures.inputs, figures.unsettled, figures.statuses['not-run']]).toEqual([4, 4, 4]);
    expect(figures.tasks).toHaveLength(1);
  });

  it('are refused for records of a task that is not listed, and for inputs that are listed twice', () => {
    const stranger = journal().input('a').admitted(0, 7);
    expect(() => stranger.figures()).toThrow('no input record for task 7');
    const twice = journal()
      .input('a')
      .input('b')
      .records.map((record) => ({ ...record, task: 0 }));
    expect(() => foldJournal({ header: header(2), records: twice as never })).toThrow(
      'two input records for task 0',
    );
  });

  it('are made from any iterable of records', () => {
    const { records } = batchOf({ a: succeeded() });
    const story = foldJournal({ header: header(1), records: new Set(records) });
    expect(figuresOf(story).outcomes.succeeded).toBe(1);
  });

  it('have the outcome of an earlier journal while it is valid, without measures', () => {
    const built = journal().input('a.out').input('b.out');
    built.add(
      { type: 'kept', task: 0, outcome: succeeded() },
      { type: 'kept', task: 1, outcome: succeeded() },
    );
    built
      .admitted(0, 1)
      .settled(10, 1, succeeded({ problems: 1 }))
      .ended(10);
    const { kept, statuses, tasks, bound } = built.figures();
    expect([kept, statuses.succeeded, statuses.incomplete]).toEqual([1, 1, 1]);
    expect(tasks[0]).toMatchObject({ attempts: 0, admittedAt: null, highWater: null });
    // Reading both files would have taken longer.
    expect(bound).toBeNull();
  });

  it('count neither attempts in flight when a process died, nor the time until another resumed', () => {
    const time = '2031-05-07T00:00:00.000Z';
    const resumed = { type: 'resumed', product: 'ballast 1.2.3', host: 'h', pid: 1, time } as const;
    const built = journal().input('a.out').input('b.out').admitted(1000, 0).admitted(1000, 1);
    built.settled(3000, 0, succeeded());
    built.add({ type: 'load-permits', at: ms(4000), permits: 1, bytesPerSecond: 1 });
    built.add({ ...resumed, at: ms(90_000), done: 1, left: 1 });
    built.admitted(91_000, 1, { attempt: 2 }).settled(93_000, 1).ended(93_000);
    const { makespan, inFlight, tasks, ending, resumed: times } = built.figures();
    expect([makespan, ending, times]).toEqual([6000, 'complete', 1]);
    // Two tasks for two seconds, one for one, none for one, one for two.
    expect(inFlight).toEqual({ mean: 7 / 6, most: 2 });
    expect(tasks[1]).toMatchObject({ attempts: 2, elapsed: 2000 });
  });

  it('are not of an ended or stopped batch once another process resumes it', () => {
    const built = journal().input('a.out').admitted(0, 0);
    built.add({ type: 'stopping', at: ms(5), cause: 'asked to', how: 'drain' });
    built.settled(9, 0).ended(9, 'drained');
    const resumed = { type: 'resumed', product: 'p', host: 'h', pid: 1, time: '', done: 1, left: 0 } as const;
    built.add({ ...resumed, at: ms(20) });
    expect(built.figures()).toMatchObject({ ending: null, stop: null, unsettled: 0 });
  });
});
