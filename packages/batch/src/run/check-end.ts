import type { AttemptEnd } from '@ballast/scheduler';
import type { OutputFolder } from '../folder/layout.ts';
import { isSamplesOf } from '../worker/samples-of.ts';

/** Why what a worker reports of an attempt cannot be true; null if it can. The journal publishes what is named here. */
export function checkEnd(
  output: Pick<OutputFolder, 'resultName'>,
  end: AttemptEnd,
  { task, attempt }: { readonly task: number; readonly attempt: number },
): string | null {
  if (end.kind === 'failed') return null;
  const expected = output.resultName(task, attempt);
  const of = `of attempt ${attempt} of task ${task}`;
  if (end.result !== expected) return `expected the result file ${of}, found another name`;
  const [first, ...others] = (end.files ?? []).map(({ name }) => name);
  if (first !== expected) return `expected the digest of the result file ${of}, found none`;
  return others.every((name) => isSamplesOf(expected, name))
    ? null
    : `expected files with time series ${of}, found another name`;
}
