import { hostname } from 'node:os';
import path from 'node:path';
import { JOURNAL } from '@ballast/batch';
import { isAlive } from '@ballast/profiler';
import { type BatchState, type BatchStory, foldJournal, type TaskStory } from '@ballast/reporting';
import { FaultError } from '@ballast/resource-model';
import { readJournal } from '@ballast/scheduler/journal';

/**
 * What the journal in an output folder comes to, also while the batch runs. Faults: EXPLAIN_NO_JOURNAL,
 * JOURNAL_INCONSISTENT, and those of reading a journal.
 */
export function openStory(folder: string): BatchStory {
  const file = path.join(folder, JOURNAL);
  try {
    return foldJournal(readJournal(file));
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'ENOENT' &&
      (error as NodeJS.ErrnoException).code !== 'ENOTDIR'
    )
      throw error;
    throw new FaultError({
      code: 'EXPLAIN_NO_JOURNAL',
      message: `${folder} contains no journal of a batch`,
      hint: `name the output folder of a batch: the one that contains ${JOURNAL}`,
    });
  }
}

export function stateOf({ ended, process }: BatchStory): BatchState {
  if (ended !== null) return 'ended';
  if (process.host !== hostname()) return 'elsewhere';
  return isAlive(process.pid) ? 'running' : 'left';
}

/** Most files that a hint names. */
const NAMED = 5;

/**
 * The tasks that a name may mean: the one with exactly this name, otherwise those with this name in any folder, with or
 * without extension, otherwise those whose name contains it. Fault: EXPLAIN_NO_FILE.
 */
export function tasksNamed({ tasks }: BatchStory, wanted: string): readonly TaskStory[] {
  const portable = wanted.split(path.sep).join('/');
  const tests: readonly ((file: string) => boolean)[] = [
    (file) => file === portable,
    (file) => path.posix.basename(file) === portable || path.posix.parse(file).name === portable,
    (file) => file.includes(portable),
  ];
  for (const test of tests) {
    const found = tasks.filter(({ input }) => test(input.file));
    if (found.length > 0) return found;
  }
  throw new FaultError({
    code: 'EXPLAIN_NO_FILE',
    message: `no input of the batch has the name ${wanted}`,
    hint: `use a name from the tables, for example ${tasks
      .slice(0, NAMED)
      .map(({ input }) => input.file)
      .join(', ')}`,
  });
}
