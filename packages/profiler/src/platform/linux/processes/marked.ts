import { readText } from '../read-text.ts';
import { allProcesses, type ProcessIdentity } from './descendants.ts';

/**
 * The variable by which processes are found that a process of a tree has started and to which no descent leads any more: their
 * parent ended before anybody saw them. They inherit it with the environment. A batch that runs in a task of another one adds
 * its own mark to that of the other.
 */
const START = 'BALLAST_PROCESS_MARK=';
const BETWEEN = ':';

/** The variable for a process with this mark. */
export function withMark(mark: string): Readonly<Record<string, string>> {
  const { BALLAST_PROCESS_MARK: outer } = process.env;
  return { BALLAST_PROCESS_MARK: outer === undefined ? mark : `${outer}${BETWEEN}${mark}` };
}

/** The processes that have a mark for which `isOne` holds; those of other users do not show theirs. */
export function processesMarked(root: string, isOne: (mark: string) => boolean): ProcessIdentity[] {
  return allProcesses(root).filter(({ pid }) => marksOf(root, pid).some(isOne));
}

/** Those that started at this tick after boot or later; all if it is null. */
export function startedSince(since: number | null, processes: readonly ProcessIdentity[]): ProcessIdentity[] {
  return processes.filter(({ startTime }) => since === null || startTime >= since);
}

/** The marks with which a process was started, the innermost last. */
export function marksOf(root: string, pid: number): readonly string[] {
  const line = readText(root, `proc/${pid}/environ`)
    ?.split('\0')
    .find((each) => each.startsWith(START));
  return line === undefined ? [] : line.slice(START.length).split(BETWEEN);
}
