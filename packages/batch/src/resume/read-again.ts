import { readJournal, replayJournal } from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { type BatchStart, continuedStart } from './batch-start.ts';

/** Continues the batch of this process: tasks that its journal has put back run again, and nothing else does. */
export function readAgain({ journal }: Pick<OutputFolder, 'journal'>): BatchStart {
  const contents = readJournal(journal);
  const replay = replayJournal(contents);
  return continuedStart({ header: contents.header, replay, journal: contents }, replay.outcomes);
}
