import { hostname } from 'node:os';
import path from 'node:path';
import { JOURNAL } from '@ballast/batch';
import { isAlive } from '@ballast/profiler';
import { type Story, type Telling, tellStories } from '@ballast/reporting';
import { FaultError } from '@ballast/resource-model';
import { readJournal } from '@ballast/scheduler/journal';

/** Whether the batch behind a journal has ended, is being run, or was left by a process that is gone. */
export type BatchState = 'ended' | 'running' | 'left' | 'elsewhere';

/** Of a batch that runs too: what is in the journal by now. Faults: EXPLAIN_NO_JOURNAL, and those of reading a journal. */
export function openTelling(folder: string): Telling {
  const file = path.join(folder, JOURNAL);
  try {
    return tellStories(readJournal(file));
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'ENOENT' &&
      (error as NodeJS.ErrnoException).code !== 'ENOTDIR'
    )
      throw error;
    throw new FaultError({
      code: 'EXPLAIN_NO_JOURNAL',
      message: `${folder} holds no journal of a batch`,
      hint: `name the output folder of a batch: the one with ${JOURNAL} in it`,
    });
  }
}

export function stateOf({ ended, by }: Telling): BatchState {
  if (ended !== null) return 'ended';
  if (by.host !== hostname()) return 'elsewhere';
  return isAlive(by.pid) ? 'running' : 'left';
}

/** Files that are named when none is meant clearly. */
const NAMED = 5;

/**
 * The tasks that are meant: the one of exactly this name, else those of this name in any folder, with or without its
 * ending, else those whose name has it somewhere. Fault: EXPLAIN_NO_FILE.
 */
export function storiesOf({ stories }: Telling, wanted: string): readonly Story[] {
  const portable = wanted.split(path.sep).join('/');
  const tests: readonly ((file: string) => boolean)[] = [
    (file) => file === portable,
    (file) => path.posix.basename(file) === portable || path.posix.parse(file).name === portable,
    (file) => file.includes(portable),
  ];
  for (const test of tests) {
    const found = stories.filter(({ file }) => test(file));
    if (found.length > 0) return found;
  }
  throw new FaultError({
    code: 'EXPLAIN_NO_FILE',
    message: `no input of the batch is called ${wanted}`,
    hint: `name one as the tables do, for example ${stories
      .slice(0, NAMED)
      .map(({ file }) => file)
      .join(', ')}`,
  });
}
