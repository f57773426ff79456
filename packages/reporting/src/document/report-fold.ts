import type { Milliseconds } from '@ballast/resource-model';
import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import type { BatchFigures } from '../figures/figures.ts';
import { figuresOf } from '../figures/figures-of.ts';
import { flowFold } from '../fold/flow-fold.ts';
import { type JournalToFold, journalFold } from '../fold/fold-journal.ts';
import type { TaskStory } from '../fold/task-story.ts';
import type { Figures } from './figures.ts';
import { figuresFrom, needsSpans, type Said, saidFrom } from './figures-from.ts';

/** Makes what a batch publishes of its journal, record by record. */
export interface ReportFold {
  /** Fault: JOURNAL_INCONSISTENT. */
  take(record: JournalRecord): void;
  /** Of everything taken so far. Call once, and take nothing afterwards. Fault: JOURNAL_INCONSISTENT. */
  report(reading: ReportReading): JournalReport;
}

export interface ReportReading extends Omit<JournalToFold, 'header' | 'records'> {
  /** Whether a page is wanted: its columns take much memory if there are very many files. */
  readonly page: boolean;
}

export interface JournalReport {
  readonly figures: BatchFigures;
  /** What a report says in words. */
  readonly said: Said;
  /** What a page shows; null if none is wanted. */
  readonly document: Figures | null;
  /** Time of the last record. */
  readonly at: Milliseconds;
}

/** A fold that has seen the header of a journal and nothing else. */
export function reportFold(header: JournalHeader): ReportFold {
  const batch = journalFold(header);
  const flow = flowFold();
  const around = { isRunning: false, output: null, silence: null };
  return {
    take: (record) => {
      batch.take(record);
      flow.take(record);
    },
    report: ({ page, ...reading }) => {
      if (page || needsSpans(header, flow.story)) {
        const story = batch.story(reading);
        const figures = figuresOf(story);
        const document = figuresFrom({ story, figures, flow: flow.story, ...around });
        return { figures, said: document, document: page ? document : null, at: story.at };
      }
      const { tasks, ...story } = batch.lastStory(reading);
      let begun = 0;
      const counted = function* (): Generator<TaskStory> {
        for (const task of tasks) {
          for (const { begunAt } of task.attempts) if (begunAt !== null) begun += 1;
          yield task;
        }
      };
      const figures = figuresOf({ ...story, tasks: counted() });
      const said = saidFrom({ story, figures, flow: flow.story, ...around }, { begun, spans: () => [] });
      return { figures, said, document: null, at: story.at };
    },
  };
}
