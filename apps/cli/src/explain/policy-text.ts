import type { Batch } from '@ballast/config';
import { formatDuration } from '@ballast/resource-model';

/** One rule for attempts that do not succeed. */
export interface PolicyRule {
  /** The key in a batch file. */
  readonly key: string;
  /** The value in force: a count, or milliseconds. */
  readonly value: number;
  readonly text: string;
}

/** The rules in force, in the order in which they may apply to a file. */
export function policyRules({ resources }: Pick<Batch, 'resources'>): readonly PolicyRule[] {
  const { timeout, hungAfter, retries } = resources;
  return [
    span('timeout', timeout, 'time limit of one attempt; waiting and pauses do not count'),
    span(
      'hungAfter',
      hungAfter,
      'an attempt that uses no core time, reads nothing and reports nothing for this long is stopped',
    ),
    times('workerLost', retries.workerLost, 'after the worker process was lost for an unknown cause'),
    times('workerLostAlone', retries.workerLostAlone, 'alone, after those; then the file is not retried'),
    times(
      'outOfMemory',
      retries.outOfMemory,
      'alone and with a larger reservation, after a proven lack of memory',
    ),
    times('hung', retries.hung, 'after it made no progress'),
    times('timedOut', retries.timedOut, 'after it timed out'),
    times('unstableInput', retries.unstableInput, 'after the file changed while it was being read'),
    span(
      'retries.unavailableInput',
      retries.unavailableInput,
      'how long to wait for an input that has become unavailable',
    ),
  ];
}

function span(key: string, value: number, text: string): PolicyRule {
  return { key: `resources.${key}`, value, text: `${formatDuration(value)}: ${text}` };
}

function times(key: string, value: number, text: string): PolicyRule {
  const retries = value === 0 ? 'no retry' : `${value} ${value === 1 ? 'retry' : 'retries'}`;
  return { key: `resources.retries.${key}`, value, text: `${retries} ${text}` };
}

/** For people; `source` names the batch that the rules come from. */
export function policyText(rules: readonly PolicyRule[], source: string): readonly string[] {
  const width = Math.max(...rules.map(({ key }) => key.length));
  return [
    `Rules for attempts that do not succeed (${source}):`,
    ...rules.map(({ key, text }) => `  ${key.padEnd(width)}  ${text}`),
    'A denied licence, or memory that other files needed, is not a failure: the file is queued again without limit.',
    'A file that cannot be read, or that its reader refuses, is not retried. `--set resources.retries.hung=1` changes a rule.',
  ];
}
