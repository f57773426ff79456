import { bytes, GIB } from '@ballast/resource-model';
import type { JournalRecord, RecordOf, WaitReason } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  header,
  type JournalBuilder,
  journal,
  lost,
  measured,
  ms,
  succeeded,
} from '../../test/journal-builder.ts';
import { foldJournal } from '../fold/fold-journal.ts';
import { attemptInFlight } from '../fold/task-story.ts';
import { explainJson } from './explain-json.ts';
import { stepsOf } from './steps.ts';
import { storyText } from './story-text.ts';
import { summaryText } from './summary.ts';

const three = (): JournalBuilder =>
  journal()
    .input('f0.sim', GIB)
    .input('f1.sim', GIB)
    .input('f2.sim', 2 * GIB);

const started = (at: number, worker: number): JournalRecord => ({
  type: 'worker-started',
  at: ms(at),
  worker,
  pid: 100 + worker,
});

const requeued = (
  at: number,
  task: number,
  more: Partial<RecordOf<'requeued'>> = {},
): RecordOf<'requeued'> => ({
  type: 'requeued',
  at: ms(at),
  task,
  cause: 'worker-lost',
  attempt: 1,
  ...more,
});

const waiting = (at: number, reason: WaitReason): JournalRecord => ({
  type: 'waiting',
  at: ms(at),
  reason,
  tasks: 2,
});

const LIMIT: WaitReason = { kind: 'limit', limit: 1, inFlight: 1 };
const resumed = (at: number): JournalRecord => ({
  type: 'resumed',
  at: ms(at),
  product: 'ballast',
  host: 'there',
  pid: 7,
  time: '2026-01-01T00:01:00.000Z',
  done: 0,
  left: 3,
});

/** A file that is lost with its worker and succeeds alone. */
const retried = (): JournalBuilder =>
  three()
    .admitted(0, 0, { worker: 1, reserved: 4 * GIB, expected: 2 * GIB })
    .add(started(100, 1), requeued(900, 0, { nextAlone: true, outcome: lost({ signal: 'SIGSEGV' }) }))
    .admitted(1000, 0, { attempt: 2, worker: 2, reserved: 6 * GIB, expected: 3 * GIB, alone: true })
    .add(started(1200, 2))
    .settled(5000, 0, succeeded(), {
      measures: measured(3 * GIB, 500, 2000),
      reserved: bytes(3 * GIB),
      observedHighWater: bytes(2 * GIB),
    });

const textsOf = (built: JournalBuilder, task: number): readonly string[] => {
  const story = built.story();
  return storyText(story, story.tasks.slice(task, task + 1));
};
const reasonOf = (built: JournalBuilder, task: number): WaitReason | null | undefined => {
  const story = built.story();
  return explainJson(story, { state: 'running', tasks: story.tasks }).files[task]?.waitingOn;
};
const stateOf = (built: JournalBuilder, task: number): string | undefined =>
  textsOf(built, task)[0]?.replace(/^\S+ \(.*?\): /, '');

describe('the story of a task', () => {
  it('has its attempts with worker, memory, phases and end', () => {
    expect(textsOf(retried(), 0)).toEqual([
      'f0.sim (1.00 GiB): attempt 2: succeeded',
      '  attempt 1 on worker 1, process 101',
      '    memory   reserved 4.00 GiB, expected 2.00 GiB, held 4.00 GiB of the budget',
      '    phases   +0 ms starting 100 ms, +100 ms loading 800 ms',
      '    ended    +900 ms queued for a retry, alone: its worker was lost (the worker process ended on signal SIGSEGV (segmentation fault in native code))',
      '  attempt 2 on worker 2, process 102, alone',
      '    memory   reserved 6.00 GiB, expected 3.00 GiB, held 6.00 GiB of the budget, 3.00 GiB at the end, high-water mark 3.00 GiB',
      '    phases   +1.0 s starting 200 ms, +1.2 s loading 1.8 s, +3.0 s computing 2.0 s (77 B read in 500 ms, computed for 2.0 s)',
      '    ended    +5.0 s succeeded',
    ]);
  });

  it('has the same attempts for programs', () => {
    const story = retried().story();
    const [file] = explainJson(story, { state: 'running', tasks: story.tasks }).files;
    expect(file).toMatchObject({ status: 'succeeded', waitingOn: null, kept: false });
    expect(file?.attempts).toMatchObject([
      { worker: 1, pid: 101, end: 'requeued', cause: 'worker-lost', reservedAtEndBytes: null },
      {
        worker: 2,
        alone: true,
        expectedBytes: 3 * GIB,
        reservedAtStartBytes: 6 * GIB,
        reservedAtEndBytes: 3 * GIB,
        highWaterBytes: 3 * GIB,
        end: 'settled',
      },
    ]);
  });

  it('loads at once on a worker that had started before, and has the phases of its records', () => {
    const story = three()
      .add(started(0, 1))
      .admitted(10, 0, { worker: 1 })
      .add({ type: 'phase', at: ms(30), task: 0, phase: 'computing' })
      .settled(50, 0, succeeded(), { measures: measured(1, 5, 15) })
      .story();
    const [attempt] = story.tasks[0]?.attempts ?? [];
    expect(attempt === undefined ? [] : stepsOf(attempt)).toEqual([
      { at: 10, phase: 'loading' },
      { at: 30, phase: 'computing' },
    ]);
  });

  it('shows an attempt without an end as lost once another process has resumed the batch', () => {
    const built = three().admitted(0, 0, { worker: 1 }).add(started(100, 1), resumed(5000), started(5100, 1));
    const { tasks, process, resumed: times } = built.story();
    const [task] = tasks;
    expect(task?.attempts[0]).toMatchObject({ isLost: true, end: null, pid: 101 });
    expect(task && attemptInFlight(task)).toBeNull();
    expect([process, times]).toEqual([{ host: 'there', pid: 7 }, 1]);
    expect(textsOf(built, 0)).toContain('    ended    lost: the process that ran the batch was gone');
  });

  it('shows that an outcome was reused from an earlier journal', () => {
    const built = three().add({ type: 'kept', task: 0, outcome: succeeded() });
    expect(stateOf(built, 0)).toBe('succeeded; reused from an earlier journal');
  });

  it('shows hostile names harmlessly', () => {
    const records: JournalRecord[] = [{ type: 'input', task: 0, file: '\u001b[2Jf\n', size: 1 }];
    const story = foldJournal({ header: header(1), records });
    const lines = [...summaryText(story, 'ended'), ...storyText(story, story.tasks)];
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
    expect(lines.join('')).toContain('\\u{1b}[2Jf');
  });
});

describe('a task that waits', () => {
  it('has the reason that was recorded last, as that of the first in the queue', () => {
    const built = three()
      .admitted(0, 0)
      .add(waiting(1, { kind: 'turn' }), waiting(2, LIMIT));
    expect([reasonOf(built, 0), reasonOf(built, 1), reasonOf(built, 2)]).toEqual([null, LIMIT, LIMIT]);
    expect(stateOf(built, 2)).toBe('queued with 1 other; the first: 1 task is in flight, and the limit is 1');
  });

  it('has that reason as its own if it is the only one', () => {
    const built = three().admitted(0, 0).admitted(0, 1).add(waiting(2, LIMIT));
    expect(stateOf(built, 2)).toBe('queued: 1 task is in flight, and the limit is 1');
  });

  it('waits for its turn if no reason was recorded, or only by a process that is gone', () => {
    expect(reasonOf(three(), 1)).toEqual({ kind: 'turn' });
    expect(reasonOf(three().admitted(0, 0).add(waiting(2, LIMIT), resumed(9)), 1)).toEqual({ kind: 'turn' });
  });

  it('has a text for a kind of reason that a later version records', () => {
    const built = three().add(waiting(2, { kind: 'moon-phase' } as never));
    expect(stateOf(built, 1)).toBe('queued with 2 others; the first: waits (moon-phase)');
  });

  it('waits until its pause is over, and then alone for everything else', () => {
    const pause = requeued(100, 0, { notBefore: ms(4100), nextAlone: true });
    const built = three().admitted(0, 0).add(pause);
    expect(reasonOf(built, 0)).toEqual({ kind: 'backing-off', cause: 'worker-lost', again: 4000 });
    built.admitted(5000, 1);
    expect(reasonOf(built, 0)).toEqual({ kind: 'after-others' });
    expect(stateOf(built, 0)).toMatch(/^queued: .*; 1 earlier attempt$/);
    // It is not in the queue.
    expect(stateOf(built.add(waiting(5000, LIMIT)), 2)).toMatch(/^queued: 1 task is in flight/);
  });

  it('waits like the others if it was queued again without a failure of its own', () => {
    const built = three()
      .admitted(0, 0)
      .add(requeued(100, 0, { cause: 'memory-needed' }), waiting(101, LIMIT));
    expect(reasonOf(built, 0)).toEqual(LIMIT);
  });

  it('is not run in a batch that was stopped or has ended', () => {
    const built = three().add({ type: 'stopping', at: ms(2), cause: 'SIGINT', how: 'drain' });
    expect(stateOf(built, 1)).toBe('was not run: the batch was stopped (SIGINT)');
    expect(reasonOf(built, 1)).toEqual({ kind: 'draining', cause: 'SIGINT' });
    expect(stateOf(three().ended(5), 1)).toBe('was not run: the batch has ended');
  });
});

describe('the summary of a batch', () => {
  it('has files in flight with their reservations, retries, the queue and what succeeded late', () => {
    const built = retried()
      .add(resumed(6000))
      .admitted(7000, 1, { worker: 1, reserved: 9 * GIB })
      .add(started(7100, 1), waiting(7200, LIMIT));
    expect(summaryText(built.story(), 'running')).toEqual([
      'fatigue is running; 3 files, 7.2 s since it began, resumed once',
      '  0 succeeded on the first attempt',
      '  1 in flight hold 9.00 GiB of the budget of 8.00 GiB',
      '1 file: in flight',
      '  f1.sim: in flight: loading on worker 1',
      '1 file: queued',
      '  f2.sim: 1 task is in flight, and the limit is 1',
      '1 file: succeeded after a retry',
      '  f0.sim: succeeded on attempt 2: its worker was lost',
    ]);
  });

  it('puts files with the same reason on one line, and names those that wait for a retry', () => {
    const built = journal().input('a').input('b').input('c').input('d').admitted(0, 0);
    built.add(requeued(10, 0, { notBefore: ms(2010) }), waiting(10, LIMIT));
    const lines = summaryText(built.story(), 'left');
    expect(lines[0]).toMatch(/^fatigue was interrupted: .* `ballast resume`/);
    expect(lines.slice(2)).toEqual([
      '1 file: waiting for a retry',
      expect.stringMatching(/^ {2}a: queued: its worker was lost; .* 2\.0 s; 1 earlier attempt$/),
      '3 files: queued',
      '  b and 2 more; the first in the queue: 1 task is in flight, and the limit is 1',
    ]);
  });

  it('counts records that were skipped', () => {
    const story = foldJournal({ header: header(0), records: [], unknownRecords: 2 });
    expect(summaryText(story, 'ended').at(-1)).toBe(
      '2 records of the journal skipped: a later version of Ballast wrote them',
    );
  });
});
