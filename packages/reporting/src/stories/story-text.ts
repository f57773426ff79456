import { formatBytes, formatDuration } from '@ballast/resource-model';
import type { Outcome, RecordOf } from '@ballast/scheduler/journal';
import { countText, forTerminal } from '@ballast/text';
import { damageWarnings } from '../figures/damage-warnings.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import {
  type Attempt,
  attemptInFlight,
  highWaterOf,
  outcomeOf,
  type TaskStory,
  waitsForItsTurn,
} from '../fold/task-story.ts';
import { outcomeText } from '../text/outcome-text.ts';
import { stepsOf } from './steps.ts';
import { isRetry, type Wait, waitsIn, waitText } from './waits.ts';

/** Everything about some tasks for people: attempt by attempt, with phases, memory and workers. Safe to print. */
export function storyText(batch: BatchStory, tasks: readonly TaskStory[]): readonly string[] {
  const waits = waitsIn(batch);
  const damage = damageWarnings(batch).map(({ code, message }) => `${code}: ${message}`);
  const stories = tasks.flatMap((task) => taskLines(task, waits.get(task.input.task), batch.at));
  return [...stories, ...damage].map(forTerminal);
}

function taskLines(task: TaskStory, wait: Wait | undefined, now: number): string[] {
  const { input, attempts, warnings } = task;
  return [
    `${input.file} (${formatBytes(input.size)}): ${stateText(task, wait)}`,
    ...attempts.flatMap((attempt) => attemptLines(attempt, now)),
    ...warnings.map(({ at, code, message }) => `  ${when(at)} ${code}: ${message}`),
    ...noteLines(outcomeOf(task)),
  ];
}

/** The state of a task in one sentence; `wait` of a task that waits. */
export function stateText(task: TaskStory, wait: Wait | undefined): string {
  const { kept, attempts } = task;
  const outcome = outcomeOf(task);
  if (outcome !== undefined) {
    if (kept !== null) return `${outcomeText(outcome)}; reused from an earlier journal`;
    return `${attempts.length > 1 ? `attempt ${attempts.length}: ` : ''}${outcomeText(outcome)}`;
  }
  const attempt = attemptInFlight(task);
  if (attempt !== null) {
    return `in flight: ${stepsOf(attempt).at(-1)?.phase ?? 'loading'} on worker ${attempt.admitted.worker}`;
  }
  const text = wait === undefined ? 'queued' : waitText(wait);
  const earlier = attempts.length - (waitsForItsTurn(task) ? 1 : 0);
  return earlier === 0 ? text : `${text}; ${countText(earlier, 'earlier attempt')}`;
}

function attemptLines(attempt: Attempt, now: number): string[] {
  const { admitted, pid } = attempt;
  const process = pid === null ? '' : `, process ${pid}`;
  const alone = admitted.alone === true ? ', alone' : '';
  return [
    `  attempt ${admitted.attempt} on worker ${admitted.worker}${process}${alone}`,
    `    memory   ${memoryText(attempt)}`,
    `    phases   ${phasesText(attempt, now)}${measuredText(attempt)}`,
    `    ended    ${endText(attempt)}`,
  ];
}

function memoryText({ admitted, begunAt, heldAtFirst: first, held, end }: Attempt): string {
  const { reserved, expected } = admitted;
  if (begunAt === null)
    return `reserved ${formatBytes(reserved)}, expected ${formatBytes(expected.memory)}, held nothing of the budget`;
  const last = end?.type === 'settled' ? end.reserved : held;
  const changed = last === first ? '' : `, ${formatBytes(last)} ${end === null ? 'now' : 'at the end'}`;
  const highWater = highWaterOf(end);
  const used = highWater === null ? '' : `, high-water mark ${formatBytes(highWater)}`;
  return (
    `reserved ${formatBytes(reserved)}, expected ${formatBytes(expected.memory)}, ` +
    `held ${formatBytes(first)} of the budget${changed}${used}`
  );
}

function phasesText(attempt: Attempt, now: number): string {
  if (attempt.begunAt === null) return 'not begun';
  const until = attempt.endedAt ?? now;
  const steps = stepsOf(attempt);
  return steps
    .map(({ at, phase }, i) => {
      const next = steps[i + 1]?.at ?? until;
      return `${when(at)} ${phase} ${formatDuration(Math.max(0, next - at))}`;
    })
    .join(', ');
}

/** What the attempt measured of itself, without the time in which it was held up. */
function measuredText({ end }: Attempt): string {
  const measures = end?.type === 'settled' ? end.measures : null;
  if (measures === null) return '';
  return ` (${formatBytes(measures.bytesRead)} read in ${formatDuration(measures.loadTime)}, computed for ${formatDuration(measures.computeTime)})`;
}

function endText({ end, endedAt, isLost }: Attempt): string {
  if (end === null) return isLost ? 'lost: the process that ran the batch was gone' : 'not yet';
  if (end.type === 'settled') return `${when(endedAt ?? end.at)} ${outcomeText(end.outcome)}`;
  const reason = end.outcome === undefined ? end.because : outcomeText(end.outcome);
  const why = reason === undefined ? '' : ` (${reason})`;
  return `${when(end.at)} ${againText(end)}: ${REQUEUE_WORDS[end.cause]}${why}`;
}

function againText(record: RecordOf<'requeued'>): string {
  const { nextAlone, notBefore, at } = record;
  const again = isRetry(record) ? 'queued for a retry' : 'queued again';
  const later = notBefore === undefined || notBefore <= at ? '' : ` after ${formatDuration(notBefore - at)}`;
  return `${again}${later}${nextAlone === true ? ', alone' : ''}`;
}

/** Why a task was queued again. */
export const REQUEUE_WORDS: Readonly<Record<RecordOf<'requeued'>['cause'], string>> = {
  'memory-needed': 'tasks that already ran needed its memory',
  'worker-was-dying': 'its worker was already dying',
  'one-of-several': 'its process ended while it had several files; each runs again on its own',
  'not-started': 'the order to run it was not carried out',
  'seat-denied': 'no licence seat was available',
  'output-failed': 'its result could not be written',
  'given-back': 'its node gave it back, or lost the right to attempt it',
  'worker-lost': 'its worker was lost',
  'out-of-memory': 'it ran out of memory',
  hung: 'it made no progress',
  'timed-out': 'it timed out',
  'unstable-input': 'its file changed while it was being read',
  'exit-code': 'its exit code allows another attempt',
  'input-unavailable': 'its file was unavailable',
};

/** Most notes that are printed of one file. */
const MOST_NOTES = 20;

function noteLines(outcome: Outcome | undefined): string[] {
  if (outcome?.kind !== 'succeeded') return [];
  const { notes } = outcome;
  const shown = notes.slice(0, MOST_NOTES).map(({ code, message }) => `  ${code}: ${message}`);
  const more = notes.length - MOST_NOTES;
  return more > 0 ? [...shown, `  and ${countText(more, 'more note')}`] : shown;
}

/** Since the batch began. */
function when(at: number): string {
  return `+${formatDuration(at)}`;
}
