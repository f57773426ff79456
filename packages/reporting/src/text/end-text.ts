import { formatDuration } from '@ballast/resource-model';
import { countText, forTerminal, percent } from '@ballast/text';
import type { BatchFigures, TaskFigures } from '../figures/figures.ts';
import type { TableStatus } from '../figures/table-status.ts';
import { memoryModelText } from './memory-model-text.ts';
import { reasonText } from './outcome-text.ts';
import { predictedText } from './predicted-text.ts';
import { NEXT_OF_NOT_RUN, STATUS_WORDS } from './status-words.ts';
import { warningLines } from './warning-lines.ts';

/** Where the outputs of a batch are, as paths that people can open. */
export interface Places {
  readonly tables: readonly { readonly path: string }[];
  /** Tables with one file for each input. */
  readonly samples?: readonly { readonly pattern: string; readonly files: readonly unknown[] }[];
  readonly journal: string;
  /** Null if none was written. */
  readonly report: string | null;
}

/** Lines without line ends, safe to print: `stdout` has the result, `stderr` what needs attention. */
export interface EndText {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** The part of `stderr` about files that did not succeed, for `--quiet`. */
  readonly failures: readonly string[];
}

const MOST_FILES = 50;
const MOST_WARNINGS = 20;

/** The text at the end of a batch. */
export function endText(figures: BatchFigures, places: Places): EndText {
  const failed = failedLines(figures, places);
  const never = notRun(figures);
  return {
    stdout: [summary(figures), ...boundLines(figures), ...retryLines(figures), ...placeLines(places)].map(
      forTerminal,
    ),
    stderr: inGroups(failed, warnings(figures, places), never, nextSteps(figures)),
    failures: inGroups(failed, never),
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

/** Figures of a shorter batch, and a shorter bound, are mostly noise, in milliseconds. */
const WORTH_A_BOUND = 1000;
const SHORTEST_BOUND = 1;

function boundLines({
  bound,
  makespan,
  predictionError: { memory, compute, above },
  memoryModel,
  predicted,
}: BatchFigures): string[] {
  if (bound === null || (makespan ?? 0) < WORTH_A_BOUND) return [];
  const { seconds, resource, ratio } = bound;
  const lines = [
    ...(predicted === null ? [] : [`  time     predicted ${predictedText(predicted)}`]),
    `  models   median error: ${percentOf(memory)} (memory), ${percentOf(compute)} (computing time)`,
    ...(above === null ? [] : [aboveLine(above)]),
    ...(memoryModel === null ? [] : [`  memory   predicted from ${memoryModelText(memoryModel)}`]),
  ];
  if (1000 * seconds < SHORTEST_BOUND) return lines;
  const fastest = `${formatDuration(1000 * seconds)} (bound by ${BOUND_WORDS[resource]})`;
  return [`  bound    fastest possible: ${fastest}; actual: ${ratio.toFixed(2)} x`, ...lines];
}

function aboveLine(above: number): string {
  return `  memory   ${percent(above)} of the files needed more than was reserved for them; 10 % may`;
}

function percentOf(error: number | null): string {
  return error === null ? '-' : percent(error);
}

/** Neither counts as a failure: a denied seat, and an attempt that was followed by a retry. */
function retryLines({ seats: { denied, waited }, retried }: BatchFigures): string[] {
  const lines: string[] = [];
  const wait = waited > 0 ? `; none was available for ${formatDuration(waited)}` : '';
  if (denied > 0) lines.push(`  seats    denied ${denied === 1 ? 'once' : `${denied} times`}${wait}`);
  if (retried > 0) lines.push(`  retries  ${countText(retried, 'failed attempt')}, each followed by a retry`);
  return lines;
}

const BOUND_WORDS = {
  storage: 'the storage',
  cores: 'the cores',
  memory: 'the memory budget',
  seats: 'the licence seats',
  task: 'the longest file',
} as const;

function placeLines({ tables, samples = [], journal, report }: Places): string[] {
  const lines = tables.map(({ path }) => `  table    ${path}`);
  for (const { pattern, files } of samples) {
    lines.push(`  table    ${pattern} (${countText(files.length, 'file')})`);
  }
  lines.push(`  journal  ${journal}`);
  if (report !== null) lines.push(`  report   ${report}`);
  return lines;
}

function failedLines({ tasks, statuses }: BatchFigures, places: Places): string[] {
  const byStatus = firstOfEach(tasks);
  const lines: string[] = [];
  let shown = 0;
  let all = 0;
  for (const { status, one, many = one } of STATUS_WORDS) {
    const count = statuses[status];
    if (count === 0) continue;
    lines.push(`${countText(count, 'file')} ${count === 1 ? one : many}:`);
    all += count;
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
  return [`${countText(count, 'warning')}:`, ...shown, ...(rest > 0 ? [more(rest, places, 'kind')] : [])];
}

function notRun({ unsettled, stop, ending }: BatchFigures): string[] {
  if (unsettled === 0) return [];
  const what = `${countText(unsettled, 'file')} did not run to completion`;
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

function more(count: number, { report, journal }: Places, noun?: string): string {
  const rest = noun === undefined ? `${count} more` : countText(count, `more ${noun}`);
  return `  and ${rest}; all are in ${report ?? journal}`;
}
