import { forTerminal } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';
import type { TableStatus } from '../figures/table-status.ts';
import { causeKey } from '../text/causes.ts';
import { reasonText } from '../text/outcome-text.ts';
import { NEXT_OF_NOT_RUN, STATUS_WORDS } from '../text/status-words.ts';
import type { LookGroup } from './figures.ts';

/** What a file was read of, though not all is well. */
const READ: ReadonlySet<TableStatus> = new Set(['incomplete', 'partial', 'suspect', 'unstable']);

interface Reason {
  readonly words: string;
  readonly tasks: number[];
}

/** One group for each status that needs a look, worst first; its files are grouped by reason: the words are those of the first. */
export function lookGroups({ tasks, statuses }: BatchFigures): readonly LookGroup[] {
  const byStatus = new Map<TableStatus, Map<string, Reason>>();
  for (const task of tasks) {
    if (task.tableStatus === 'succeeded') continue;
    const reasons = byStatus.get(task.tableStatus) ?? new Map<string, Reason>();
    byStatus.set(task.tableStatus, reasons);
    const words = reasonText(task);
    const key = causeKey(words, forTerminal(task.file));
    const same = reasons.get(key);
    if (same === undefined) reasons.set(key, { words, tasks: [task.task] });
    else same.tasks.push(task.task);
  }
  const all = [...STATUS_WORDS, { status: 'not-run', next: NEXT_OF_NOT_RUN } as const];
  return all
    .filter(({ status }) => statuses[status] > 0)
    .map(({ status, next }) => ({
      status,
      mark: READ.has(status) || status === 'not-run' ? 'warn' : 'bad',
      count: statuses[status],
      next,
      reasons: [...(byStatus.get(status)?.values() ?? [])].sort((a, b) => b.tasks.length - a.tasks.length),
    }));
}
