import { isDeepStrictEqual } from 'node:util';
import { isFault } from '@ballast/resource-model';
import {
  type JournalContents,
  type JournalRecord,
  journalText,
  type Outcome,
  packedJournalText,
  parseJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  endText,
  explainJson,
  figuresOf,
  foldJournal,
  reportJson,
  storyText,
  summaryText,
} from '../../src/index.ts';
import { life } from './lives.ts';
import { fieldMutation, mutated, mutation, withOtherField } from './mutations.ts';

const FAULTS = ['JOURNAL_DAMAGED', 'JOURNAL_EMPTY', 'JOURNAL_NEWER', 'JOURNAL_INCONSISTENT'];

/** What everybody who reads a journal makes of it; null if it is refused with a fault of a journal. */
function madeOf(
  data: Buffer,
): { contents: JournalContents; outcomes: readonly (Outcome | undefined)[] } | null {
  try {
    const contents = parseJournal(data, 'j');
    const { outcomes } = replayJournal(contents);
    const story = foldJournal(contents);
    const folded = story.tasks.map(({ settled, kept }) => (settled ?? kept)?.outcome);
    const replayed = story.tasks.map(({ input }) => outcomes[input.task]);
    expect(JSON.stringify(folded)).toBe(JSON.stringify(replayed));
    const figures = figuresOf(story);
    endText(figures, { tables: [], journal: 'j', report: null });
    reportJson(figures, { tables: [], counters: {}, licences: [] });
    summaryText(story, 'left');
    storyText(story, story.tasks);
    explainJson(story, { state: 'left', tasks: story.tasks });
    return { contents, outcomes };
  } catch (error) {
    if (!isFault(error)) throw error;
    expect(FAULTS).toContain(error.code);
    return null;
  }
}

function outcomesAt(records: readonly JournalRecord[], count: number): readonly (Outcome | undefined)[] {
  const [header, ...rest] = records;
  if (header?.type !== 'journal') throw new Error('the journal has no header');
  return replayJournal({ header, records: rest.slice(0, count) }).outcomes;
}

/** Every outcome that a task ever had. */
function everHad(records: readonly JournalRecord[], task: number): readonly Outcome[] {
  return records.flatMap((record) =>
    (record.type === 'settled' || record.type === 'kept') && record.task === task ? [record.outcome] : [],
  );
}

/** Whether an outcome may be believed although the last one in the undamaged journal is another. */
function mayBeOlder(
  outcome: Outcome,
  { contents, records }: { contents: JournalContents; records: readonly JournalRecord[] },
): boolean {
  const endIsLost = !isDeepStrictEqual(contents.records.at(-1), asWritten(records.at(-1)));
  return endIsLost || (contents.damagedLines > 0 && outcome.kind === 'succeeded');
}

/** Properties of journals that are not as they were written, each tried this many times. */
export function damageProperties(numRuns: number): void {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const parameters = { seed, numRuns };

  it('have no outcome that was never recorded, and none that is out of date without saying so', () => {
    console.info(`damaged journals: seed ${seed}`);
    const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(life, mutations, fc.boolean(), (records, all, isPacked) => {
        const whole = Buffer.from(isPacked ? packedJournalText(records) : journalText(records));
        const made = madeOf(all.reduce(mutated, whole));
        if (made === null) return;
        const { contents, outcomes } = made;
        if (contents.damagedLines === 0) {
          const { length } = contents.records;
          expect(contents.records).toEqual(asWritten(records.slice(1, 1 + length)));
          expect(asWritten(outcomes)).toEqual(asWritten(outcomesAt(records, length)));
          return;
        }
        const last = outcomesAt(records, records.length);
        for (const [task, outcome] of outcomes.entries()) {
          if (outcome === undefined || isSame(outcome, last[task])) continue;
          expect(everHad(records, task)).toContainEqual(outcome);
          expect(mayBeOlder(outcome, { contents, records })).toBe(true);
        }
      }),
      parameters,
    );
  });

  it('are read or refused, whatever their fields are, with checksums and without', () => {
    const mutations = fc.array(fieldMutation, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(life, mutations, fc.boolean(), (records, all, isOld) => {
        const changed = all.reduce<readonly object[]>(withOtherField, records);
        const [header, ...rest] = changed;
        const old = [{ ...header, version: 2 }, ...rest].map((record) => `${JSON.stringify(record)}\n`);
        madeOf(Buffer.from(isOld ? old.join('') : journalText(changed)));
      }),
      parameters,
    );
  });
}

/** A value as JSON brings it back: fields without a value are gone. */
function asWritten(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isSame(a: Outcome, b: Outcome | undefined): boolean {
  return isDeepStrictEqual(a, b);
}
