import type { Batch } from '@ballast/config';
import { formatDuration } from '@ballast/resource-model';

/** One rule for an attempt that did not succeed. */
export interface PolicyRule {
  /** The key in a batch file. */
  readonly key: string;
  /** A count, or milliseconds. */
  readonly value: number;
  readonly text: string;
}

/** The rules in the order in which they may apply to a file. */
export function policyRules({ resources }: Pick<Batch, 'resources'>): readonly PolicyRule[] {
  const { timeout, hungAfter, retries } = resources;
  return [
    span('timeout', timeout, 'timeout of one attempt; waiting and pauses do not count'),
    span(
      'hungAfter',
      hungAfter,
      'an attempt that uses no core, reads nothing and reports no progress for this time is stopped',
    ),
    times('workerLost', retries.workerLost, 'after the worker process was lost for an unknown reason'),
    times('workerLostAlone', retries.workerLostAlone, 'after those, running alone; then no more'),
    times(
      'outOfMemory',
      retries.outOfMemory,
      'after it ran out of memory, as the system has proven: running alone, with more memory',
    ),
    times('hung', retries.hung, 'after it hung'),
    times('timedOut', retries.timedOut, 'after it timed out'),
    times('unstableInput', retries.unstableInput, 'after the file changed while it was read'),
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
  const more = value === 0 ? 'no retry' : value === 1 ? '1 retry' : `${value} retries`;
  return { key: `resources.retries.${key}`, value, text: `${more} ${text}` };
}

/** For people; `source` names the batch of these rules. */
export function policyText(rules: readonly PolicyRule[], source: string): readonly string[] {
  const width = Math.max(...rules.map(({ key }) => key.length));
  return [
    `Rules for attempts that do not succeed (${source}):`,
    ...rules.map(({ key, text }) => `  ${key.padEnd(width)}  ${text}`),
    'A denied licence, or memory that other files needed, is not a failure: the file waits again, any number of times.',
    'A file that cannot be read, or that its reader refuses, is not retried. Change a rule with, for example, `--set resources.retries.hung=1`.',
  ];
}
