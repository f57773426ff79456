import type { Batch } from '@ballast/config';
import { formatDuration } from '@ballast/resource-model';

/** One rule of what is done about an attempt that did not succeed. */
export interface PolicyRule {
  /** The key in a batch file. */
  readonly key: string;
  /** As it is in force: a count, or milliseconds. */
  readonly value: number;
  readonly text: string;
}

/** The rules in force, in the order in which a file may meet them. */
export function policyRules({ resources }: Pick<Batch, 'resources'>): readonly PolicyRule[] {
  const { timeout, hungAfter, retries } = resources;
  return [
    span('timeout', timeout, 'longest time of one attempt; waiting and pauses do not count'),
    span(
      'hungAfter',
      hungAfter,
      'an attempt that uses no core, reads nothing and tells nothing for so long is stopped',
    ),
    times('workerLost', retries.workerLost, 'after the worker process was lost and nobody knows why'),
    times(
      'workerLostAlone',
      retries.workerLostAlone,
      'after those, with nothing beside it; then never again',
    ),
    times(
      'outOfMemory',
      retries.outOfMemory,
      'after memory is proven to have run out: with nothing beside it, and more',
    ),
    times('hung', retries.hung, 'after it made no progress'),
    times('timedOut', retries.timedOut, 'after it took too long'),
    times('unstableInput', retries.unstableInput, 'after the file changed while it was read'),
    span(
      'retries.unavailableInput',
      retries.unavailableInput,
      'a file that was there and is not to be had is waited for',
    ),
  ];
}

function span(key: string, value: number, text: string): PolicyRule {
  return { key: `resources.${key}`, value, text: `${formatDuration(value)}: ${text}` };
}

function times(key: string, value: number, text: string): PolicyRule {
  const more = value === 0 ? 'not tried again' : `${value} more ${value === 1 ? 'attempt' : 'attempts'}`;
  return { key: `resources.retries.${key}`, value, text: `${more} ${text}` };
}

/** For people; `source` says whose rules these are. */
export function policyText(rules: readonly PolicyRule[], source: string): readonly string[] {
  const width = Math.max(...rules.map(({ key }) => key.length));
  return [
    `What is done about attempts that do not succeed (${source}):`,
    ...rules.map(({ key, text }) => `  ${key.padEnd(width)}  ${text}`),
    'Denied licences, and memory that others needed, are no failures: the file waits again, as often as it takes.',
    'A file that cannot be read, or that its reader refuses, is not tried again. `--set resources.retries.hung=1` changes a rule.',
  ];
}
