import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import { JOURNAL_VERSION, type JournalHeader, type JournalRecord } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { inFlight } from './story.ts';
import { storyText } from './story-text.ts';
import { summaryText } from './summary.ts';
import { tellStories } from './tell-stories.ts';
import { Waits } from './waiting.ts';

const HEADER: JournalHeader = {
  type: 'journal',
  version: JOURNAL_VERSION,
  product: 'ballast',
  host: 'here',
  pid: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  batch: 'b',
  reader: 'orcaflex',
  readerDetails: {},
  batchHash: '',
  inputs: 3,
  cores: 4,
  budget: { memory: bytes(10 * GIB), source: '', workers: null },
};

const inputs = (...sizes: number[]): JournalRecord[] =>
  sizes.map((size, task) => ({ type: 'input', task, file: `f${task}.sim`, size: size * GIB }));

function admitted(
  at: number,
  task: number,
  { attempt = 1, worker = 1, gib = 4, alone = false } = {},
): JournalRecord {
  const commit = bytes(gib * GIB);
  const expected = { memory: commit, compute: milliseconds(1000) };
  const record = { type: 'admitted', at: milliseconds(at), task, attempt, worker, commit, expected } as const;
  return alone ? { ...record, alone: true } : record;
}

const started = (at: number, worker = 1): JournalRecord => ({
  ...{ type: 'worker-started', at: milliseconds(at), worker, pid: 100 + worker },
});

const requeued = (at: number, task: number, more: Partial<JournalRecord> = {}): JournalRecord =>
  ({ type: 'requeued', at: milliseconds(at), task, cause: 'worker-lost', ...more }) as JournalRecord;

const settled = (at: number, task: number): JournalRecord => ({
  type: 'settled',
  at: milliseconds(at),
  task,
  attempt: 1,
  outcome: {
    kind: 'succeeded',
    retry: 'never',
    result: null,
    problems: 0,
    notes: [],
    completeness: 'complete',
  },
  measures: {
    highWater: bytes(3 * GIB),
    loadTime: milliseconds(500),
    computeTime: milliseconds(2000),
    bytesRead: bytes(GIB),
  },
  reserved: bytes(3 * GIB),
  observedHighWater: bytes(2 * GIB),
});

const resumed = (at: number): JournalRecord => ({
  ...{ type: 'resumed', at: milliseconds(at), product: 'ballast', host: 'there', pid: 7 },
  ...{ time: '2026-01-01T00:01:00.000Z', done: 0, left: 3 },
});

const told = (...records: JournalRecord[]) =>
  tellStories({ header: HEADER, records: [...inputs(1, 1, 2), ...records] });
const waitsFor = (task: number, ...records: JournalRecord[]) => {
  const telling = told(...records);
  const story = telling.stories[task];
  if (story === undefined) throw new Error(`no task ${task}`);
  return new Waits(telling).reason(story);
};

describe('the story of a task', () => {
  it('has its attempts with worker, phases, memory and end', () => {
    const telling = told(
      admitted(0, 0),
      started(100),
      requeued(900, 0, { alone: true }),
      admitted(1000, 0, { attempt: 2, worker: 2, gib: 6, alone: true }),
      started(1200, 2),
      settled(5000, 0),
    );
    const [story] = telling.stories;
    expect(story?.outcome?.kind).toBe('succeeded');
    expect(story?.attempts).toMatchObject([
      { worker: 1, pid: 101, end: { type: 'requeued', cause: 'worker-lost' } },
      { worker: 2, pid: 102, alone: true, promised: 6 * GIB, end: { type: 'settled' } },
    ]);
    expect(story?.attempts[1]?.steps).toEqual([
      { at: 1000, phase: 'waiting for its worker' },
      { at: 1200, phase: 'loading' },
      { at: 3000, phase: 'computing' },
    ]);
    const text = story === undefined ? [] : storyText(story, new Waits(telling), telling.at);
    expect(text).toEqual([
      'f0.sim (1.00 GiB): succeeded, at attempt 2',
      '  attempt 1 on worker 1, process 101',
      '    memory   promised 4.00 GiB, expected 4.00 GiB',
      '    phases   +0 ms waiting for its worker 100 ms, +100 ms loading 800 ms',
      '    ended    +900 ms tried again: its worker was lost, with nothing beside it',
      '  attempt 2 on worker 2, process 102, with nothing beside it',
      '    memory   promised 6.00 GiB, expected 6.00 GiB, 3.00 GiB at its end; used 3.00 GiB',
      '    phases   +1.0 s waiting for its worker 200 ms, +1.2 s loading 1.8 s, +3.0 s computing 2.0 s (1.00 GiB read in 500 ms, computed for 2.0 s)',
      '    ended    +5.0 s succeeded',
    ]);
  });

  it('does not go on where another process has gone on with the batch', () => {
    const {
      stories,
      by,
      resumed: times,
    } = told(admitted(0, 0), started(100), resumed(5000), started(5100, 1));
    expect(stories[0]?.attempts[0]).toMatchObject({ isLost: true, end: null, pid: 101 });
    expect(stories[0] && inFlight(stories[0])).toBeNull();
    expect([by, times]).toEqual([{ host: 'there', pid: 7 }, 1]);
  });

  it('shows hostile names harmlessly', () => {
    const records: JournalRecord[] = [{ type: 'input', task: 0, file: '\u001b[2Jf\n', size: 1 }];
    const telling = tellStories({ header: HEADER, records });
    const waits = new Waits(telling);
    const lines = [
      ...summaryText(telling, 'ended', waits),
      ...telling.stories.flatMap((s) => storyText(s, waits, 0)),
    ];
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
    expect(lines.join('')).toContain('\\u{1b}[2Jf');
  });
});

describe('a task waits', () => {
  it('for its turn while everything is there', () => {
    expect(waitsFor(1)).toEqual({ kind: 'turn' });
  });

  it('for memory, as much as the file nearest in size was promised', () => {
    const busy = [admitted(0, 0, { gib: 5 }), admitted(0, 1, { worker: 2, gib: 4 })];
    expect(waitsFor(2, ...busy)).toEqual({
      kind: 'memory',
      needed: 4 * GIB,
      headroom: GIB,
      budget: 10 * GIB,
    });
  });

  it('for others to settle where it needs more than the budget', () => {
    const large = [admitted(0, 2, { gib: 12, alone: true }), requeued(10, 2), admitted(20, 0)];
    expect(waitsFor(2, ...large)).toMatchObject({ kind: 'over-budget', needed: 12 * GIB, inFlight: 1 });
  });

  it('until its pause is over, and then for everything else where it is to have nothing beside it', () => {
    const again = requeued(100, 0, { until: milliseconds(4100), alone: true } as Partial<JournalRecord>);
    expect(waitsFor(0, admitted(0, 0), again)).toEqual({
      kind: 'backing-off',
      cause: 'worker-lost',
      again: 4000,
    });
    expect(waitsFor(0, admitted(0, 0), again, admitted(5000, 1))).toEqual({ kind: 'after-others' });
  });

  it('for one that has nothing beside it, for a load, for a seat, or for nothing any more', () => {
    expect(waitsFor(1, admitted(0, 0, { alone: true }))).toEqual({ kind: 'runs-alone', task: 0 });
    const limit: JournalRecord = { type: 'limit', at: milliseconds(1), loads: 1, bytesPerSecond: 1 };
    expect(waitsFor(1, admitted(0, 0), limit)).toEqual({ kind: 'load-permits', permits: 1, loading: 1 });
    const seats: JournalRecord = { type: 'seats', at: milliseconds(1), limit: 1, state: 'limited' };
    expect(waitsFor(1, admitted(0, 0), seats)).toEqual({ kind: 'seat-limit', limit: 1, held: 1 });
    const drain: JournalRecord = { type: 'drain', at: milliseconds(2), cause: 'SIGINT', how: 'drain' };
    expect(waitsFor(1, admitted(0, 0), drain)).toEqual({ kind: 'draining', cause: 'SIGINT' });
  });
});
