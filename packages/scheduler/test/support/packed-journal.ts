import { bytes, milliseconds } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { parseJournal } from '../../src/journal/reader.ts';
import type { JournalRecord } from '../../src/journal/record.ts';
import { replayJournal } from '../../src/journal/replay.ts';
import { packedJournalText } from '../../src/journal/writer.ts';
import { journalHeader } from './journal-header.ts';

const COUNT = 70;
export const HEADER = journalHeader({ inputs: COUNT, workers: null });
const tasks = Array.from({ length: COUNT }, (_, task) => task);
export const RECORDS: readonly JournalRecord[] = [
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
export const DATA = Buffer.from(packedJournalText([HEADER, ...RECORDS]));

/** One bit is changed in each byte whose place is a multiple of `every`; an odd number meets all bits. */
export function itHasNoWrongOutcome(every: number): void {
  it('has no wrong outcome if a byte is not as it was written', () => {
    const sound = replayJournal(parseJournal(DATA, 'j')).outcomes;
    let lost = 0;
    // Other bytes each time.
    for (let at = Date.now() % every; at < DATA.length; at += every) {
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
}

/** Null for a journal that is refused. */
function outcomesOf(data: Buffer): ReturnType<typeof replayJournal>['outcomes'] | null {
  try {
    return replayJournal(parseJournal(data, 'j')).outcomes;
  } catch (error) {
    expect((error as { code?: unknown }).code, String(error)).toMatch(/^JOURNAL_/);
    return null;
  }
}
