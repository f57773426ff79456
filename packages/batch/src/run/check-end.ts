import type { AttemptEnd } from '@ballast/scheduler';
import type { OutputFolder } from '../folder/layout.ts';

/** Why what a worker reports of an attempt cannot be true; null if it can. The journal publishes what is named here. */
export function checkEnd(
  output: Pick<OutputFolder, 'resultName'>,
  end: AttemptEnd,
  { task, attempt }: { readonly task: number; readonly attempt: number },
): string | null {
  if (end.kind === 'failed') return null;
  return end.result === output.resultName(task, attempt)
    ? null
    : `expected the result file of attempt ${attempt} of task ${task}, found the name of another one`;
}
