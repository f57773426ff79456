import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { damageWarnings } from '../figures/damage-warnings.ts';
import { tableStatus } from '../figures/table-status.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import { attemptInFlight, outcomeOf, type TaskStory } from '../fold/task-story.ts';
import { memoryModelText } from '../text/memory-model-text.ts';
import { predictedText } from '../text/predicted-text.ts';
import type { BatchState } from './batch-state.ts';
import { REQUEUE_WORDS, stateText } from './story-text.ts';
import { type Wait, waitsIn } from './waits.ts';

/** Most files that are named of each group. */
const MOST_FILES = 10;

/** The files of a batch by their state, without those that succeeded on the first attempt. */
interface Groups {
  succeeded: number;
  readonly retried: TaskStory[];
  readonly inFlight: TaskStory[];
  /** Those that wait for a retry have their own reasons; the others share one. */
  readonly forRetry: TaskStory[];
  readonly alike: Map<Wait, TaskStory[]>;
  /** By their status in tables. */
  readonly others: Map<string, TaskStory[]>;
}

/** Whether nothing needs explaining: the file is complete, and was read on the first attempt or reused. */
export function isPlain(task: TaskStory): boolean {
  return tableStatus(outcomeOf(task)) === 'succeeded' && task.attempts.length <= 1;
}

function groupsOf({ tasks }: BatchStory, waits: ReadonlyMap<number, Wait>): Groups {
  const groups: Groups = {
    succeeded: 0,
    retried: [],
    inFlight: [],
    forRetry: [],
    alike: new Map(),
    others: new Map(),
  };
  for (const task of tasks) {
    const wait = waits.get(task.input.task);
    const status = tableStatus(outcomeOf(task));
    if (wait?.kind === 'retry') groups.forRetry.push(task);
    else if (wait !== undefined) groupIn(groups.alike, wait).push(task);
    else if (attemptInFlight(task) !== null) groups.inFlight.push(task);
    else if (status !== 'succeeded') groupIn(groups.others, status).push(task);
    else if (task.attempts.length > 1) groups.retried.push(task);
    else groups.succeeded += 1;
  }
  return groups;
}

function groupIn<Key>(groups: Map<Key, TaskStory[]>, key: Key): TaskStory[] {
  const known = groups.get(key) ?? [];
  groups.set(key, known);
  return known;
}

const STATES: Readonly<Record<BatchState, string>> = {
  ended: 'has ended',
  running: 'is running',
  left: 'was interrupted: the process that ran it is gone (run `ballast resume` to resume it)',
  elsewhere: 'has not ended; the process that runs it is on another machine, or gone',
};

/** Everything but files that succeeded on the first attempt, for people. Safe to print. */
export function summaryText(batch: BatchStory, state: BatchState): readonly string[] {
  const waits = waitsIn(batch);
  const groups = groupsOf(batch, waits);
  const { header, at, tasks, resumed } = batch;
  const text = (task: TaskStory): string => stateText(task, waits.get(task.input.task));
  const lines = [
    `${header.batch} ${STATES[state]}; ${countText(tasks.length, 'file')}, ${formatDuration(at)} since it began${resumedText(resumed)}`,
    `  ${groups.succeeded} succeeded on the first attempt`,
    ...heldLines(batch, groups.inFlight),
    ...modelLines(batch),
    ...predictedLines(batch),
    ...section('in flight', groups.inFlight, text),
    ...section('waiting for a retry', groups.forRetry, text),
    ...[...groups.alike].flatMap(([wait, all]) => alikeLines(wait, all)),
    ...section('succeeded after a retry', groups.retried, causesText),
    ...[...groups.others].flatMap(([status, all]) => section(status, all, text)),
    ...[...damageWarnings(batch), ...batch.warnings].map(({ code, message }) => `${code}: ${message}`),
    ...unknownLines(batch),
  ];
  return lines.map(forTerminal);
}

function resumedText(resumed: number): string {
  if (resumed === 0) return '';
  return resumed === 1 ? ', resumed once' : `, resumed ${resumed} times`;
}

/** What attempts in flight hold of the budget together. */
export function heldIn(tasks: readonly TaskStory[]): number {
  return tasks.reduce((sum, task) => sum + (attemptInFlight(task)?.held ?? 0), 0);
}

function heldLines({ header }: BatchStory, inFlight: readonly TaskStory[]): string[] {
  if (inFlight.length === 0) return [];
  const held = formatBytes(heldIn(inFlight));
  return [
    `  ${inFlight.length} in flight hold ${held} of the budget of ${formatBytes(header.budget.memory)}`,
  ];
}

function modelLines({ memoryModel }: BatchStory): string[] {
  return memoryModel === null ? [] : [`  memory is predicted from ${memoryModelText(memoryModel)}`];
}

function predictedLines({ predicted, inFlight: { makespan }, ended }: BatchStory): string[] {
  if (predicted === null) return [];
  const took = ended === null || makespan === null ? '' : `; it took ${formatDuration(makespan)}`;
  return [`  predicted to take ${predictedText(predicted)}${took}`];
}

function section(name: string, tasks: readonly TaskStory[], text: (task: TaskStory) => string): string[] {
  if (tasks.length === 0) return [];
  const shown = tasks.slice(0, MOST_FILES).map((task) => `  ${task.input.file}: ${text(task)}`);
  const more = tasks.length > MOST_FILES ? [`  and ${tasks.length - MOST_FILES} more; --json lists all`] : [];
  return [`${countText(tasks.length, 'file')}: ${name}`, ...shown, ...more];
}

/** Files that wait for the same reason share a line: there may be very many. */
function alikeLines({ kind, reasonText }: Wait, tasks: readonly TaskStory[]): string[] {
  const name = kind === 'not-run' ? 'not run' : 'queued';
  const file = tasks[0]?.input.file ?? '';
  const which = tasks.length === 1 ? file : `${file} and ${tasks.length - 1} more`;
  const head = kind === 'queue' && tasks.length > 1 ? '; the first in the queue' : '';
  return [`${countText(tasks.length, 'file')}: ${name}`, `  ${which}${head}: ${reasonText}`];
}

function causesText({ attempts }: TaskStory): string {
  const causes = attempts.flatMap(({ end, isLost }) => {
    if (end?.type === 'requeued') return [REQUEUE_WORDS[end.cause]];
    return isLost ? ['the process that ran the batch was gone'] : [];
  });
  return `succeeded on attempt ${attempts.length}: ${causes.join(', then ')}`;
}

function unknownLines({ unknownRecords }: BatchStory): string[] {
  if (unknownRecords === 0) return [];
  const records = countText(unknownRecords, 'record');
  return [`${records} of the journal skipped: a later version of Ballast wrote them`];
}
