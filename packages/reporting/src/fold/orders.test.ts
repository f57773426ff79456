import { describe, expect, it } from 'vitest';
import { header, type JournalBuilder, journal, measured, ms, succeeded } from '../../test/journal-builder.ts';
import { liveFold } from '../live/live-fold.ts';
import { stepsOf } from '../stories/steps.ts';
import { storyText } from '../stories/story-text.ts';
import { summaryText } from '../stories/summary.ts';

/** One order of some files for worker 1, which starts for it. */
function order(...files: readonly string[]): JournalBuilder {
  const built = journal();
  for (const file of files) built.input(file);
  for (const task of files.keys())
    built.admitted(100, task, { worker: 1, ...(task === 0 ? {} : { after: 0 }) });
  return built.add({ type: 'worker-started', at: ms(150), worker: 1, pid: 7 });
}

const ended = (built: JournalBuilder, at: number, task: number, times: readonly [number, number]) =>
  built.settled(at, task, succeeded(), { measures: measured(500, ...times) });

const timesOf = (built: JournalBuilder) =>
  built.figures().tasks.map(({ admittedAt, settledAt }) => [admittedAt, settledAt]);

describe('files of one order', () => {
  it('have one of them at a time in flight: the first, for which the worker starts', () => {
    const { tasks, inFlight } = order('a', 'b', 'c').story();
    const [first, second] = tasks.map(({ attempts: [attempt] }) => attempt);
    expect(first).toMatchObject({ begunAt: 100, pid: 7, workerStartedAt: 150 });
    expect(second).toMatchObject({ begunAt: null, pid: null, workerStartedAt: null });
    expect(inFlight.most).toBe(1);
  });

  it('begin one after the other, on the worker that has started, with what the one before held', () => {
    const built = ended(order('a', 'b', 'c'), 200, 0, [10, 20]);
    const second = built.story().tasks[1]?.attempts[0];
    expect(second).toMatchObject({ begunAt: 200, pid: 7, workerStartedAt: null, held: 1000 });
    expect(second === undefined ? [] : stepsOf(second)).toEqual([{ at: 200, phase: 'loading' }]);
    expect(summaryText(built.story(), 'running').slice(2, 7)).toEqual([
      '  1 in flight hold 0.98 KiB of the budget of 8.00 GiB',
      '1 file: in flight',
      '  b: in flight: loading on worker 1',
      '1 file: queued',
      '  c: a worker has it and is at another file',
    ]);
  });

  it('whose ends are reported together have the times that they measured, and share what nobody measured', () => {
    const built = order('a', 'b', 'c');
    for (const [task, times] of (
      [
        [5, 15],
        [10, 0],
        [0, 5],
      ] as const
    ).entries())
      ended(built, 200, task, times);
    expect(timesOf(built)).toEqual([
      [100, 175],
      [175, 190],
      [190, 200],
    ]);
    expect(built.figures().inFlight).toEqual({ mean: 1, most: 1 });
    expect(built.figures().slowest.map(({ file }) => file)).toEqual(['a', 'b', 'c']);
  });

  it('that measured more than there was are shortened alike', () => {
    const built = order('a', 'b', 'c');
    for (let task = 0; task < 3; task += 1) ended(built, 180, task, [10, 10]);
    expect(timesOf(built)).toEqual([
      [100, 160],
      [160, 170],
      [170, 180],
    ]);
  });

  it('do not take the time of those that were reported before', () => {
    const built = ended(order('a', 'b', 'c'), 300, 0, [20, 100]);
    for (const task of [1, 2]) ended(built, 340, task, [5, 10]);
    expect(timesOf(built)).toEqual([
      [100, 300],
      [300, 320],
      [320, 340],
    ]);
  });

  it('that wait when their worker is lost were never begun, and wait again', () => {
    const built = ended(order('a', 'b', 'c'), 200, 0, [10, 20])
      .add({ type: 'worker-lost', at: ms(260), worker: 1, exitCode: 1, signal: null })
      .add({ type: 'requeued', at: ms(260), task: 1, cause: 'one-of-several', attempt: 1 })
      .add({ type: 'requeued', at: ms(260), task: 2, cause: 'one-of-several', attempt: 1 });
    expect(timesOf(built)).toEqual([
      [100, 200],
      [null, null],
      [null, null],
    ]);
    const story = built.story();
    expect(story.tasks[2]?.attempts[0]).toMatchObject({ begunAt: null, endedAt: null });
    expect(storyText(story, story.tasks.slice(2))).toContain('    phases   not begun');
    expect(summaryText(story, 'running')).toContain('2 files: queued');
    built.admitted(300, 2, { worker: 2, attempt: 2 }).settled(310, 2);
    expect(built.figures().tasks[2]).toMatchObject({ elapsed: 10, attempts: 2 });
  });

  it('that wait when the journal breaks off after the loss were not begun either', () => {
    const built = order('a', 'b').add({
      type: 'worker-lost',
      at: ms(260),
      worker: 1,
      exitCode: 1,
      signal: null,
    });
    built.add({ type: 'requeued', at: ms(260), task: 0, cause: 'one-of-several', attempt: 1 });
    expect(built.story().tasks[1]?.attempts[0]).toMatchObject({ begunAt: null, end: null });
    expect(built.story().inFlight.most).toBe(1);
  });

  it('go on while the first of them is attempted again elsewhere', () => {
    const built = order('a', 'b', 'c')
      .add({ type: 'requeued', at: ms(200), task: 0, cause: 'unstable-input', attempt: 1 })
      .admitted(200, 0, { worker: 2, attempt: 2 });
    ended(built, 250, 1, [5, 5]);
    expect(built.story().tasks[2]?.attempts[0]).toMatchObject({ begunAt: 250, endedAt: null });
    expect(built.figures().inFlight.most).toBe(2);
  });

  it('are all over up to the last one that ended, if the journal lacks the others', () => {
    const built = ended(order('a', 'b', 'c'), 300, 1, [5, 5]);
    const [first, second, third] = built.story().tasks.map(({ attempts: [attempt] }) => attempt);
    expect(first).toMatchObject({ isLost: true, begunAt: 100 });
    expect(second).toMatchObject({ endedAt: 300 });
    expect(third).toMatchObject({ begunAt: 300 });
    expect(built.story().inFlight.most).toBe(1);
  });

  it('have one that begins at once if the journal lacks the first', () => {
    const built = journal().input('a').input('b').input('c');
    for (const task of [1, 2]) built.admitted(100, task, { worker: 1, after: 0 });
    expect(built.story().tasks.map(({ attempts: [attempt] }) => attempt?.begunAt)).toEqual([
      undefined,
      100,
      null,
    ]);
  });

  it('are queued until their turn comes, for those who look', () => {
    const fold = liveFold(header(3));
    for (const record of order('a', 'b', 'c').records) fold.take(record);
    const { now } = fold.read({ isRunning: true });
    expect(now.tasks).toMatchObject({ queued: 2, loading: 1 });
    expect(now.running).toEqual([{ file: 'a', phase: 'loading', since: 100, held: 1000 }]);
    expect(now.waits).toEqual([{ words: 'a worker has it and is at another file', tasks: 2, file: 'b' }]);
  });
});
