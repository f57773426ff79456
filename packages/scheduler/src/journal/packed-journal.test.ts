import { bytes, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { journalHeader } from '../../test/support/journal-header.ts';
import { followJournal } from './follow.ts';
import { parseJournal } from './reader.ts';
import type { JournalRecord } from './record.ts';
import { replayJournal } from './replay.ts';
import { journalText, packedJournalText } from './writer.ts';

const COUNT = 70;
const HEADER = journalHeader({ inputs: COUNT, workers: null });
const tasks = Array.from({ length: COUNT }, (_, task) => task);
const RECORDS: readonly JournalRecord[] = [
  ...tasks.map((task) => ({ type: 'input', task, file: `é${task}.out`, size: 419 }) as const),
  ...tasks.map(
    (task) =>
      ({
        type: 'admitted',
        at: milliseconds(5),
        task,
        attempt: 1,
        worker: 1,
        reserved: bytes(9),
        expected: { memory: bytes(9), compute: milliseconds(1) },
        ...(task % 4 === 0 ? {} : { after: task - (task % 4) }),
      }) as const,
  ),
  ...tasks.map(
    (task) =>
      ({
        type: 'settled',
        at: milliseconds(9),
        task,
        attempt: 1,
        outcome: {
          kind: 'succeeded',
          retry: 'never',
          result: `r#${task}-1@0`,
          problems: 0,
          notes: [],
          completeness: 'complete',
        },
        measures: {
          highWater: bytes(task),
          loadTime: milliseconds(1),
          computeTime: milliseconds(1),
          bytesRead: bytes(419),
        },
        reserved: bytes(9),
        observedHighWater: null,
      }) as const,
  ),
];
const DATA = Buffer.from(packedJournalText([HEADER, ...RECORDS]));

describe('a journal whose lines hold several records', () => {
  it('reads as one with a line for each, in less than half of the bytes', () => {
    const plain = journalText([HEADER, ...RECORDS]);
    expect(parseJournal(DATA, 'j').records).toEqual(parseJournal(Buffer.from(plain), 'j').records);
    expect(DATA.length).toBeLessThan(0.5 * Buffer.byteLength(plain));
    const follower = followJournal(DATA.length);
    expect(follower.take(DATA)).toEqual(parseJournal(DATA, 'j').records);
  });

  it('has damage if a line of several cannot be taken apart', () => {
    const rows = Array.from({ length: 65 }, (_, task) => [task]);
    const pack = { type: 'pack', common: { type: 'input', task: null }, columns: [{ at: [['task']] }], rows };
    const { damage, unknownRecords } = parseJournal(Buffer.from(journalText([HEADER, pack])), 'j');
    expect(unknownRecords).toBe(0);
    expect(damage).toEqual([{ line: 2, field: null, problem: 'its records cannot be taken apart' }]);
  });

  it('has no wrong outcome if a byte is not as it was written', () => {
    const sound = replayJournal(parseJournal(DATA, 'j')).outcomes;
    let lost = 0;
    // Another third of the bytes each time.
    for (let at = Date.now() % 3; at < DATA.length; at += 3) {
      const changed = Buffer.from(DATA);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const outcomes = outcomesOf(changed);
      if (outcomes === null) continue;
      for (const [task, outcome] of outcomes.entries()) {
        if (outcome === undefined) lost += 1;
        else if (JSON.stringify(outcome) !== JSON.stringify(sound[task]))
          expect.fail(`byte ${at}: task ${task}`);
      }
    }
    expect(lost).toBeGreaterThan(0);
  });
});

/** Null for a journal that is refused. */
function outcomesOf(data: Buffer): ReturnType<typeof replayJournal>['outcomes'] | null {
  try {
    return replayJournal(parseJournal(data, 'j')).outcomes;
  } catch (error) {
    expect((error as { code?: unknown }).code, String(error)).toMatch(/^JOURNAL_/);
    return null;
  }
}
