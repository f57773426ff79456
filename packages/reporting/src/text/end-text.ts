import { formatDuration } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import type { BatchFigures, TaskFigures } from '../figures/figures.ts';
import type { TableStatus } from '../figures/table-status.ts';
import { reasonText } from './outcome-text.ts';
import { NEXT_OF_NOT_RUN, STATUS_WORDS } from './status-words.ts';
import { warningLines } from './warning-lines.ts';

/** Where a batch left what it made, as people may open it. */
export interface Places {
  readonly tables: readonly { readonly path: string }[];
  /** Tables of which every input has a file of its own. */
  readonly samples?: readonly { readonly pattern: string; readonly files: readonly unknown[] }[];
  readonly journal: string;
  /** Null where none was written. */
  readonly report: string | null;
}

/** Lines without line ends, safe to print: results on the one, what needs attention on the other. */
export interface EndText {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** The part of `stderr` that tells what did not succeed: for those who want to hear of nothing else. */
  readonly failures: readonly string[];
}

const MOST_FILES = 50;
const MOST_WARNINGS = 20;

/** What to say at the end of a batch. */
export function endText(figures: BatchFigures, places: Places): EndText {
  const didNot = filesThatDidNot(figures, places);
  const never = notRun(figures);
  return {
    stdout: [
      summary(figures),
      ...whatBound(figures),
      ...whatWasTriedAgain(figures),
      ...whereThingsAre(places),
    ].map(forTerminal),
    stderr: inGroups(didNot, warnings(figures, places), never, nextSteps(figures)),
    failures: inGroups(didNot, never),
  };
}

function inGroups(...groups: readonly (readonly string[])[]): string[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ['', ...group]))
    .map(forTerminal);
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

/** Denied seats are no failures, and attempts that were followed by another are none of the batch's. */
function whatWasTriedAgain({ seats: { denied, waited }, retried }: BatchFigures): string[] {
  const lines: string[] = [];
  const wait = waited > 0 ? `; for ${formatDuration(waited)} none was to be had` : '';
  if (denied > 0) lines.push(`  seats    denied ${denied === 1 ? 'once' : `${denied} times`}${wait}`);
  if (retried > 0) lines.push(`  retries  ${countText(retried, 'failed attempt')}, each followed by another`);
  return lines;
}

const BOUND_WORDS = {
  storage: 'the storage',
  cores: 'the cores',
  memory: 'the memory budget',
  seats: 'the licence seats',
  task: 'the longest file alone',
} as const;

function whereThingsAre({ tables, samples = [], journal, report }: Places): string[] {
  const lines = tables.map(({ path }) => `  table    ${path}`);
  for (const { pattern, files } of samples) {
    lines.push(`  table    ${pattern} (${countText(files.length, 'file')})`);
  }
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
  const { count, lines } = warningLines(figures);
  if (count === 0) return [];
  const shown = lines.slice(0, MOST_WARNINGS).map((line) => `  ${line}`);
  const rest = lines.length - shown.length;
  return [`${countText(count, 'warning')}:`, ...shown, ...(rest > 0 ? [more(rest, places, 'kinds')] : [])];
}

function notRun({ unsettled, stop, ending }: BatchFigures): string[] {
  if (unsettled === 0) return [];
  const what = `${countText(unsettled, 'file')} did not run to an end`;
  if (stop !== null) return [`${what}: the batch was stopped (${stop.cause})`];
  return [ending === null ? `${what}: the journal breaks off` : what];
}

function nextSteps({ statuses }: BatchFigures): string[] {
  const steps = STATUS_WORDS.filter(({ status }) => statuses[status] > 0).map(
    ({ status, next }) => `  ${status}: ${next}`,
  );
  if (statuses['not-run'] > 0) steps.push(`  not-run: ${NEXT_OF_NOT_RUN}`);
  return steps.length === 0 ? [] : ['What to do next:', ...steps];
}

function more(count: number, { report, journal }: Places, what = ''): string {
  return `  and ${count} more${what === '' ? '' : ` ${what}`}; all are in ${report ?? journal}`;
}
