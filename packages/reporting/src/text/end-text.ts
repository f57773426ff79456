import { formatDuration } from '@ballast/resource-model';
import { exitReason } from '../figures/exit-reason.ts';
import type { BatchFigures, TaskFigures } from '../figures/figures.ts';
import type { TableStatus } from '../figures/table-status.ts';
import { countText } from './count-text.ts';
import { forTerminal } from './for-terminal.ts';
import { reasonText } from './outcome-text.ts';
import { STATUS_WORDS } from './status-words.ts';

/** Where a batch left what it made, as people may open it. */
export interface Places {
  readonly tables: readonly { readonly path: string }[];
  readonly journal: string;
  /** Null where none was written. */
  readonly report: string | null;
  /** The command that goes on with an interrupted batch, where there is one. */
  readonly resumeCommand?: string;
}

/** Lines without line ends, safe to print: results on the one, what needs attention on the other. */
export interface EndText {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

const MOST_FILES = 50;
const MOST_WARNINGS = 20;

/** What to say at the end of a batch. */
export function endText(figures: BatchFigures, places: Places): EndText {
  const groups = [
    filesThatDidNot(figures, places),
    warnings(figures, places),
    notRun(figures),
    nextSteps(figures, places),
  ].filter((group) => group.length > 0);
  return {
    stdout: [summary(figures), ...whatBound(figures), ...whereThingsAre(places)].map(forTerminal),
    stderr: groups.flatMap((group, index) => (index === 0 ? group : ['', ...group])).map(forTerminal),
  };
}

function summary({ statuses, inputs, makespan }: BatchFigures): string {
  const time = makespan === null ? '' : ` in ${formatDuration(makespan)}`;
  return `${statuses.succeeded} of ${countText(inputs, 'file')} succeeded${time}`;
}

/** Batches shorter than this say nothing of what bound them, in milliseconds. */
const WORTH_A_BOUND = 1000;

function whatBound({ bound, makespan, predictionError: { memory, compute } }: BatchFigures): string[] {
  if (bound === null || (makespan ?? 0) < WORTH_A_BOUND) return [];
  const { seconds, resource, ratio } = bound;
  const off = (error: number | null): string => (error === null ? '-' : `${(100 * error).toFixed(0)} %`);
  return [
    `  bound    ${formatDuration(1000 * seconds)} by ${BOUND_WORDS[resource]}; the batch took ${ratio.toFixed(2)} times that`,
    `  models   off by ${off(memory)} (memory) and ${off(compute)} (computing time) in the median`,
  ];
}

const BOUND_WORDS = {
  storage: 'the storage',
  cores: 'the cores',
  memory: 'the memory budget',
  seats: 'the licence seats',
  task: 'the longest file alone',
} as const;

function whereThingsAre({ tables, journal, report }: Places): string[] {
  const lines = tables.map(({ path }) => `  table    ${path}`);
  lines.push(`  journal  ${journal}`);
  if (report !== null) lines.push(`  report   ${report}`);
  return lines;
}

function filesThatDidNot({ tasks, statuses }: BatchFigures, places: Places): string[] {
  const byStatus = firstOfEach(tasks);
  const lines: string[] = [];
  let shown = 0;
  let all = 0;
  for (const { status, what } of STATUS_WORDS) {
    if (statuses[status] === 0) continue;
    lines.push(`${countText(statuses[status], 'file')} ${what}:`);
    all += statuses[status];
    for (const task of (byStatus.get(status) ?? []).slice(0, MOST_FILES - shown)) {
      lines.push(`  ${task.file}: ${reasonText(task)}`);
      shown += 1;
    }
  }
  if (all > shown) lines.push(more(all - shown, places));
  return lines;
}

/** At most `MOST_FILES` of each status, whatever the size of the batch. */
function firstOfEach(tasks: readonly TaskFigures[]): ReadonlyMap<TableStatus, readonly TaskFigures[]> {
  const byStatus = new Map<TableStatus, TaskFigures[]>();
  for (const task of tasks) {
    const known = byStatus.get(task.tableStatus);
    if (known === undefined) byStatus.set(task.tableStatus, [task]);
    else if (known.length < MOST_FILES) known.push(task);
  }
  return byStatus;
}

function warnings(figures: BatchFigures, places: Places): string[] {
  const lines: string[] = [];
  let all = 0;
  const add = (who: string, code: string, message: string): void => {
    all += 1;
    if (all <= MOST_WARNINGS) lines.push(`  ${who}: ${code}: ${message}`);
  };
  for (const { code, message } of figures.warnings) add('the batch', code, message);
  for (const { file, warnings } of figures.tasks) {
    for (const { code, message } of warnings) add(file, code, message);
  }
  if (all === 0) return [];
  if (all > MOST_WARNINGS) lines.push(more(all - MOST_WARNINGS, places));
  return [`${countText(all, 'warning')}:`, ...lines];
}

function notRun({ unsettled, stop, ending }: BatchFigures): string[] {
  if (unsettled === 0) return [];
  const what = `${countText(unsettled, 'file')} did not run to an end`;
  if (stop !== null) return [`${what}: the batch was stopped (${stop.cause})`];
  return [ending === null ? `${what}: the journal breaks off` : what];
}

function nextSteps(figures: BatchFigures, { resumeCommand }: Places): string[] {
  const steps = STATUS_WORDS.filter(({ status }) => figures.statuses[status] > 0).map(
    ({ status, next }) => `  ${status}: ${next}`,
  );
  if (resumeCommand !== undefined && exitReason(figures) === 'interrupted') {
    steps.push(`  to go on with the batch: ${resumeCommand}`);
  }
  return steps.length === 0 ? [] : ['What to do next:', ...steps];
}

function more(count: number, { report, journal }: Places): string {
  return `  and ${count} more; all are in ${report ?? journal}`;
}
