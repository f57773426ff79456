import path from 'node:path';
import type { AttemptEnd } from '@ballast/scheduler';
import type { OutputFolder } from '../folder/layout.ts';
import { entryOf } from '../folder/result-names.ts';
import { isSamplesOf } from '../worker/results/samples-of.ts';

/** Why what a worker reports of an attempt cannot be true; null if it can. The journal publishes what is named here. */
export function checkEnd(
  output: Pick<OutputFolder, 'resultName' | 'own'>,
  end: AttemptEnd,
  { task, attempt }: { readonly task: number; readonly attempt: number },
): string | null {
  if (end.kind === 'failed') return null;
  const expected = expectedName(output, end.result, { task, attempt });
  const of = `of attempt ${attempt} of task ${task}`;
  if (end.result !== expected) return `expected the result file ${of}, found another name`;
  const [first, ...others] = (end.files ?? []).map(({ name }) => name);
  if (first !== expected) return `expected the digest of the result file ${of}, found none`;
  return others.every((name) => isSamplesOf(expected, name))
    ? null
    : `expected files with time series ${of}, found another name`;
}

/** Where a worker appends is its own affair, but not whose result it is, nor to files of which coordinator. */
function expectedName(
  output: Pick<OutputFolder, 'resultName' | 'own'>,
  result: string | null,
  { task, attempt }: { readonly task: number; readonly attempt: number },
): string {
  const entry = result === null ? null : entryOf(result);
  const isOwn =
    entry?.task === task &&
    entry.attempt === attempt &&
    path.basename(entry.segment).startsWith(`${output.own}-`);
  return result !== null && isOwn ? result : output.resultName(task, attempt);
}
