import { type Fault, formatBytes, formatDuration } from '@ballast/resource-model';
import type { Outcome, ProcessEnd } from '@ballast/scheduler/journal';
import { countText, forTerminal } from '@ballast/text';
import type { TaskFigures } from '../figures/figures.ts';
import { processEndText } from './process-end-text.ts';

/** Most problems that the line of one file names; the report has all that were kept. */
const MOST_PROBLEMS = 5;

/** Code of the note about a simulation that ended early as far as other files of the batch show. */
export const ENDED_EARLY = 'ENDED_EARLY';

type Succeeded = Extract<Outcome, { kind: 'succeeded' }>;

/** The outcome of a task in one sentence for use after the name of its file, without a full stop; safe to print. */
export function outcomeText(outcome: Outcome): string {
  return forTerminal(sentence(outcome));
}

/** `outcomeText`, also for a task that has no outcome. */
export function reasonText({ outcome, failedLast, admittedAt }: TaskFigures): string {
  if (outcome !== undefined) return outcomeText(outcome);
  if (failedLast !== null && admittedAt === null)
    return `was waiting for a retry: ${outcomeText(failedLast)}`;
  return admittedAt === null ? 'was not run' : 'was started, but how it ended is not in the journal';
}

/** What `reasonText` says, by cause: a file that was read may have several. */
export function causesOf(task: TaskFigures): string[] {
  const { outcome } = task;
  if (outcome?.kind !== 'succeeded') return [reasonText(task)];
  const { problems, notes } = outcome;
  const named = notes
    .filter(({ kind }) => kind === 'problem')
    .map(({ message }) => message.replace(/\.$/, ''));
  const unnamed = problems - named.length;
  const columns = named.length === 0 ? 'column' : 'further column';
  return [
    ...completenessTexts(outcome),
    ...named,
    ...(unnamed > 0 ? [`${countText(unnamed, columns)} ${unnamed === 1 ? 'has' : 'have'} no values`] : []),
  ];
}

function completenessTexts({ completeness, notes }: Succeeded): string[] {
  switch (completeness) {
    case 'unstable':
      return ['its simulation became unstable'];
    case 'suspect':
      return [suspicionText(notes)];
    case 'partial':
      return [endedEarly(notes)];
    default:
      return [];
  }
}

function sentence(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'succeeded':
      return successText(outcome);
    case 'failed':
      return faultText(outcome.fault);
    case 'out-of-memory':
      return `ran out of memory at ${formatBytes(outcome.highWater)} (${outcome.proof})`;
    case 'timed-out':
      return `timed out after ${formatDuration(outcome.after)} and was stopped`;
    case 'hung':
      return `used no core time, read nothing and reported no progress for ${formatDuration(outcome.idleFor)}, so it was stopped`;
    case 'seat-denied':
      return `was denied a licence: ${faultText(outcome.fault)}`;
    case 'worker-lost':
      return `${lossText(outcome)}${outputText(outcome.end)}`;
    case 'cancelled':
      return `was cancelled: ${outcome.cause}`;
    case 'refused':
      return `was not started: ${outcome.reason} (it needs ${formatBytes(outcome.needed)})`;
  }
}

function lossText({ end, quarantined, lost = 1 }: Extract<Outcome, { kind: 'worker-lost' }>): string {
  const text = `the worker process ${processEndText(end)}`;
  if (quarantined !== true) return text;
  return `${text}; ${countText(lost, 'worker')} had this file and were lost, the last one while it ran alone, so it is not retried`;
}

function successText(outcome: Succeeded): string {
  const { problems, notes } = outcome;
  const parts = completenessTexts(outcome);
  if (problems > 0) {
    const named = notes.filter(({ kind }) => kind === 'problem').slice(0, MOST_PROBLEMS);
    const columns = `${countText(problems, 'column')} ${problems === 1 ? 'has' : 'have'} no values`;
    const rest = problems > named.length && named.length > 0 ? `; and ${problems - named.length} more` : '';
    const reasons = named.map(({ message }) => message.replace(/\.$/, '')).join('; ');
    parts.push(reasons === '' ? columns : `${columns}: ${reasons}${rest}`);
  }
  return parts.length === 0 ? 'succeeded' : `was read, but ${parts.join(', and ')}`;
}

/** The times, if they are known: they are when another file says how long the simulation was to be. */
function endedEarly(notes: Succeeded['notes']): string {
  const told = notes.find(({ code }) => code === ENDED_EARLY);
  return told?.message.replace(/\.$/, '') ?? 'it ended early or was used only in part';
}

/** The first warning says which rows are lost or out of order: readers put it first. */
function suspicionText(notes: Succeeded['notes']): string {
  const reason = notes.find(({ kind }) => kind === 'warning')?.message.replace(/\.$/, '');
  return `its values are not to be trusted${reason === undefined ? '' : ` (${reason})`}`;
}

/** Hints start in lower case, to follow a semicolon. */
function faultText({ message, hint }: Fault): string {
  return hint === undefined ? message : `${message.replace(/\.$/, '')}; ${hint}`;
}

function outputText({ stderr, log = null }: ProcessEnd): string {
  const last = stderr.findLast((line) => line.trim() !== '');
  const text = last === undefined ? '' : `; the last line it wrote was: ${last.trim()}`;
  return log === null ? text : `${text}; its output is in ${log}`;
}
