import { bytes, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import type { JournalHeader, JournalRecord } from './record.ts';
import { replayJournal } from './replay.ts';

const HEADER = { type: 'journal', inputs: 2 } as JournalHeader;
const input = (task: number): JournalRecord => ({ type: 'input', task, file: `${task}`, size: 1 });
const RESULT = {
  kind: 'succeeded',
  retry: 'never',
  result: 'r',
  problems: 0,
  notes: [],
  completeness: 'complete',
} as const;
const settled = (task: number, at: number): JournalRecord => ({
  type: 'settled',
  at: milliseconds(at),
  task,
  attempt: 1,
  outcome: RESULT,
  measures: null,
  reserved: bytes(1),
  observedHighWater: null,
});
const admitted = (task: number, attempt: number): JournalRecord => ({
  type: 'admitted',
  at: milliseconds(5),
  task,
  attempt,
  worker: 1,
  reserved: bytes(1),
  expected: { memory: bytes(1), compute: milliseconds(1) },
});
const ENDED = {
  type: 'ended',
  at: milliseconds(9),
  settled: 2,
  unsettled: 0,
  ending: 'complete',
  storage: null,
} as const;

const replay = (...records: JournalRecord[]) => replayJournal({ header: HEADER, records });

describe('a replayed journal', () => {
  it('has the outcomes of kept and settled tasks, and none of a task that was in flight', () => {
    const { outcomes, attempts, at } = replay(
      input(0),
      input(1),
      { type: 'kept', task: 0, outcome: RESULT },
      admitted(1, 3),
    );
    expect([outcomes, [...attempts], at]).toEqual([[RESULT, undefined], [0, 3], 5]);
  });

  it('drops an outcome when the task is retried', () => {
    expect(replay(input(0), settled(0, 1), admitted(0, 2)).outcomes[0]).toBeUndefined();
  });

  it('is ended and published only until another process resumes it', () => {
    const over = [input(0), input(1), settled(0, 1), settled(1, 2), ENDED] as const;
    expect(replay(...over)).toMatchObject({ ending: 'complete', published: false });
    const published = { type: 'published', at: milliseconds(9) } as const;
    expect(replay(...over, published)).toMatchObject({ ending: 'complete', published: true });
    const time = '2026-01-01T00:00:00.000Z';
    const resumed = { type: 'resumed', product: 'p', host: 'h', pid: 1, time, done: 2, left: 0 } as const;
    const again = replay(...over, published, { ...resumed, at: milliseconds(20) });
    expect(again).toMatchObject({ ending: null, published: false, at: 20 });
  });

  it('has fewer inputs than its header if it was cut off among them', () => {
    expect(replay(input(0)).inputs).toHaveLength(1);
  });

  it.each([
    ['a task without an input', [input(0), settled(1, 1)]],
    ['inputs out of order', [input(1)]],
    ['more inputs than its header', [input(0), input(1), input(2)]],
  ])('is refused with %s', (_, records) => {
    expect(() => replay(...records)).toThrow(expect.objectContaining({ code: 'JOURNAL_INCONSISTENT' }));
  });
});
