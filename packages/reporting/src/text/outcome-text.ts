import { type Fault, formatBytes, formatDuration } from '@ballast/resource-model';
import type { Outcome, ProcessEnd } from '@ballast/scheduler/journal';
import { countText, forTerminal } from '@ballast/text';
import type { TaskFigures } from '../figures/figures.ts';
import { processEndText } from './process-end-text.ts';

/** Problems of one file that its line names; the report has all that were kept. */
const MOST_PROBLEMS = 5;

type Succeeded = Extract<Outcome, { kind: 'succeeded' }>;

/** What became of a task, in one sentence to follow its file's name, without a full stop; safe to print. */
export function outcomeText(outcome: Outcome): string {
  return forTerminal(sentence(outcome));
}

/** `outcomeText`, also for a task that has no outcome. */
export function reasonText({ outcome, failedLast, admittedAt }: TaskFigures): string {
  if (outcome !== undefined) return outcomeText(outcome);
  if (failedLast !== null && admittedAt === null) return `was to be tried again: ${outcomeText(failedLast)}`;
  return admittedAt === null ? 'was not run' : 'was started, but how it ended is not in the journal';
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
      return `did not finish within ${formatDuration(outcome.after)} and was stopped`;
    case 'hung':
      return `used no core, read nothing and told of no progress for ${formatDuration(outcome.idleFor)}, and was stopped`;
    case 'seat-denied':
      return `got no licence: ${faultText(outcome.fault)}`;
    case 'worker-lost':
      return `${lossText(outcome)}${lastWords(outcome.end)}`;
    case 'cancelled':
      return `was stopped before its end: ${outcome.cause}`;
    case 'refused':
      return `was not started: ${outcome.reason} (it needs ${formatBytes(outcome.needed)})`;
  }
}

function lossText({ end, quarantined, lost = 1 }: Extract<Outcome, { kind: 'worker-lost' }>): string {
  const text = `the worker process ${processEndText(end)}`;
  if (quarantined !== true) return text;
  return `${text}; it has cost ${lost} workers, at last one with nothing beside it, and is not tried again`;
}

function successText({ completeness, problems, notes }: Succeeded): string {
  const parts: string[] = [];
  if (completeness === 'unstable') parts.push('its simulation became unstable');
  if (completeness === 'partial') parts.push('its simulation ended before the planned end');
  if (problems > 0) {
    const told = notes.filter(({ kind }) => kind === 'problem').slice(0, MOST_PROBLEMS);
    const columns = `${countText(problems, 'column')} ${problems === 1 ? 'has' : 'have'} no values`;
    const rest = problems > told.length && told.length > 0 ? `; and ${problems - told.length} more` : '';
    const reasons = told.map(({ message }) => message.replace(/\.$/, '')).join('; ');
    parts.push(reasons === '' ? columns : `${columns}: ${reasons}${rest}`);
  }
  return parts.length === 0 ? 'succeeded' : `was read, but ${parts.join(', and ')}`;
}

/** Hints begin like the second half of a sentence. */
function faultText({ message, hint }: Fault): string {
  return hint === undefined ? message : `${message.replace(/\.$/, '')}; ${hint}`;
}

function lastWords({ stderr, log = null }: ProcessEnd): string {
  const last = stderr.findLast((line) => line.trim() !== '');
  const words = last === undefined ? '' : `; the last line it wrote was: ${last.trim()}`;
  return log === null ? words : `${words}; what it wrote is in ${log}`;
}
