import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import { figuresOf } from '../figures/figures-of.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import { type FlowStory, flowFold } from '../fold/flow-fold.ts';
import { type JournalToFold, journalFold } from '../fold/fold-journal.ts';
import type { Figures } from './figures.ts';
import { figuresFrom } from './figures-from.ts';

/** What is known besides the records of the journal. */
export interface Circumstances extends Omit<JournalToFold, 'header' | 'records'> {
  /** The process that writes the journal is alive; false if absent. */
  readonly isRunning?: boolean;
  /** Bytes that are free where the output is written, and those that the batch has written there; not known if absent. */
  readonly output?: { readonly free: number; readonly written: number };
  /** Milliseconds since the last record; not known if absent. */
  readonly silence?: number;
}

/** Makes figures while a journal grows. */
export interface FiguresFold {
  take(record: JournalRecord): void;
  /** Of everything taken so far; may be asked for again and again. */
  figures(circumstances?: Circumstances): Figures;
  /** What the figures are made of; use it before the next `take`. */
  story(): { readonly batch: BatchStory; readonly flow: FlowStory };
}

/** A fold that has seen the header of a journal and nothing else. */
export function figuresFold(header: JournalHeader): FiguresFold {
  const batch = journalFold(header);
  const flow = flowFold();
  return {
    take: (record) => {
      batch.take(record);
      flow.take(record);
    },
    figures: ({ isRunning = false, output, silence, ...reading } = {}) => {
      const story = batch.story(reading);
      const around = { isRunning, output: output ?? null, silence: silence ?? null };
      return figuresFrom({ story, figures: figuresOf(story), flow: flow.story, ...around });
    },
    story: () => ({ batch: batch.story(), flow: flow.story }),
  };
}

/** The figures of a journal, whole or cut off anywhere. Fault: JOURNAL_INCONSISTENT. */
export function journalFigures(
  { header, records, ...reading }: JournalToFold,
  { isRunning = false }: Pick<Circumstances, 'isRunning'> = {},
): Figures {
  const fold = figuresFold(header);
  for (const record of records) fold.take(record);
  return fold.figures({ ...reading, isRunning });
}
