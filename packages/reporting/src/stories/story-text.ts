import { formatBytes, formatDuration } from '@ballast/resource-model';
import { type Outcome, waitReasonText } from '@ballast/scheduler/journal';
import { forTerminal } from '@ballast/text';
import { outcomeText } from '../text/outcome-text.ts';
import { type Attempt, inFlight, type RecordOf, type Story } from './story.ts';
import type { Waits } from './waiting.ts';

/** Everything about one task, for people: attempt by attempt, with phases, memory and workers. Safe to print. */
export function storyText(story: Story, waits: Waits, now: number): readonly string[] {
  const lines = [
    `${story.file} (${formatBytes(story.size)}): ${standingText(story, waits)}`,
    ...story.attempts.flatMap((attempt) => attemptLines(attempt, now)),
    ...story.warnings.map(({ at, code, message }) => `  ${when(at)} ${code}: ${message}`),
    ...noteLines(story.outcome),
  ];
  return lines.map(forTerminal);
}

/** How it stands with a task, in one sentence. */
export function standingText(story: Story, waits: Waits): string {
  const { outcome, kept, attempts } = story;
  if (kept !== null) return `${outcomeText(kept)}; kept from an earlier run of the batch`;
  if (outcome !== null)
    return `${outcomeText(outcome)}${attempts.length > 1 ? `, at attempt ${attempts.length}` : ''}`;
  const attempt = inFlight(story);
  if (attempt !== null)
    return `is in flight: ${attempt.steps.at(-1)?.phase ?? 'loading'} on worker ${attempt.worker}`;
  const reason = waits.reason(story);
  const wait =
    reason.kind === 'draining'
      ? `was not run: ${waitReasonText(reason)}`
      : `waits: ${waitReasonText(reason)}`;
  return attempts.length === 0 ? wait : `${wait}; ${attempts.length} begun before`;
}

function attemptLines(attempt: Attempt, now: number): string[] {
  const { promised, expected, worker, pid } = attempt;
  const process = pid === null ? '' : `, process ${pid}`;
  const alone = attempt.alone ? ', with nothing beside it' : '';
  return [
    `  attempt ${attempt.attempt} on worker ${worker}${process}${alone}`,
    `    memory   promised ${formatBytes(promised)}, expected ${formatBytes(expected.memory)}${usedText(attempt)}`,
    `    phases   ${phasesText(attempt, now)}${measuredText(attempt)}`,
    `    ended    ${endText(attempt)}`,
  ];
}

function usedText({ end, promised }: Attempt): string {
  const used = highWaterOf(end);
  const reserved = end?.type === 'settled' ? end.reserved : promised;
  const changed = reserved === promised ? '' : `, ${formatBytes(reserved)} at its end`;
  return `${changed}${used === null ? '' : `; used ${formatBytes(used)}`}`;
}

/** The most that anything saw: the worker itself, the samples from outside. */
export function highWaterOf(end: Attempt['end']): number | null {
  if (end === null) return null;
  const measured = end.type === 'settled' ? [end.measures?.highWater, end.observedHighWater] : [];
  const most = Math.max(0, ...[...measured, end.evidence?.usage?.highWater].map((value) => value ?? 0));
  return most > 0 ? most : null;
}

function phasesText({ steps, end }: Attempt, now: number): string {
  const until = end?.at ?? now;
  return steps
    .map(({ at, phase }, i) => {
      const next = steps[i + 1]?.at ?? until;
      return `${when(at)} ${phase} ${formatDuration(Math.max(0, next - at))}`;
    })
    .join(', ');
}

/** What it measured of itself, without the time in which it was held up. */
function measuredText({ end }: Attempt): string {
  const measures = end?.type === 'settled' ? end.measures : null;
  if (measures === null) return '';
  return ` (${formatBytes(measures.bytesRead)} read in ${formatDuration(measures.loadTime)}, computed for ${formatDuration(measures.computeTime)})`;
}

function endText({ end, isLost }: Attempt): string {
  if (end === null) return isLost ? 'lost: the process that ran the batch was gone' : 'not yet';
  if (end.type === 'settled') return `${when(end.at)} ${outcomeText(end.outcome)}`;
  const why = end.outcome === undefined ? '' : ` (${outcomeText(end.outcome)})`;
  return `${when(end.at)} tried again: ${REQUEUE_WORDS[end.cause]}${why}${laterText(end)}`;
}

function laterText({ alone, until, at }: RecordOf<'requeued'>): string {
  const later = until === undefined || until <= at ? '' : `, after ${formatDuration(until - at)}`;
  return alone === true ? `${later}, with nothing beside it` : later;
}

/** Why a task waited again. */
export const REQUEUE_WORDS: Readonly<Record<RecordOf<'requeued'>['cause'], string>> = {
  'memory-needed': 'others that ran already needed its memory',
  'worker-was-dying': 'it was given to a worker that was dying',
  'not-started': 'the order to run it was void',
  'seat-denied': 'there was no licence seat for it',
  'output-failed': 'its result could not be written',
  'worker-lost': 'its worker was lost',
  'out-of-memory': 'it ran out of memory',
  hung: 'it made no progress',
  'timed-out': 'it took too long',
  'unstable-input': 'its file changed while it was read',
  'input-unavailable': 'its file was not to be had',
};

/** Notes that are printed of one file. */
const MOST_NOTES = 20;

function noteLines(outcome: Outcome | null): string[] {
  if (outcome?.kind !== 'succeeded') return [];
  const { notes } = outcome;
  const shown = notes.slice(0, MOST_NOTES).map(({ code, message }) => `  ${code}: ${message}`);
  return notes.length > MOST_NOTES ? [...shown, `  and ${notes.length - MOST_NOTES} more notes`] : shown;
}

/** Since the batch began. */
function when(at: number): string {
  return `+${formatDuration(at)}`;
}
