import type { ReaderName } from '@ballast/config';
import { formatDuration } from '@ballast/resource-model';
import type { Input } from '../../inputs/list.ts';

/** Copies of files may get their times in any order, and some file systems store even seconds only. */
const SAME_TIME = 2000;

/** An input whose run another input stands for. */
export interface SameRun {
  readonly task: number;
  /** The input that stands for the run. */
  readonly other: number;
  readonly code: 'SAME_RUN' | 'STALE_BINARY';
  /** Names the other file, for use after the name of this one. */
  readonly message: string;
}

/**
 * OpenFAST may write the results of one run twice, as `<name>.out` and `<name>.outb`: one of them stands for the run, so that
 * it counts once. The binary file has all digits; but it is written at the end of a run, so one that is older than the text
 * is left from an earlier run.
 */
export function sameRuns(inputs: readonly Input[], reader: ReaderName): SameRun[] {
  if (reader !== 'openfast') return [];
  const binaries = new Map<string, number>();
  for (const [task, { file }] of inputs.entries()) if (/\.outb$/i.test(file)) binaries.set(runOf(file), task);
  return inputs.flatMap((text, task) => {
    const other = /\.out$/i.test(text.file) ? binaries.get(runOf(text.file)) : undefined;
    const binary = inputs[other ?? -1];
    if (other === undefined || binary === undefined) return [];
    const older = (text.modified ?? 0) - (binary.modified ?? 0);
    return [older > SAME_TIME ? stale(other, { task, text, older }) : twice(task, { other, binary })];
  });
}

/** Only the extension may differ in case: some systems distinguish it in names. */
function runOf(file: string): string {
  return file.replace(/\.outb?$/i, '');
}

function twice(
  task: number,
  { other, binary: { file: binary } }: { readonly other: number; readonly binary: Input },
): SameRun {
  const message = `is the same run as ${binary}, which has all digits: rows below the files count only that`;
  return { task, other, code: 'SAME_RUN', message };
}

function stale(
  task: number,
  {
    task: other,
    text: { file: text },
    older,
  }: { readonly task: number; readonly text: Input; readonly older: number },
): SameRun {
  const age = formatDuration(older);
  const message = `is ${age} older than ${text}, so it is left from an earlier run: rows below the files count only the text`;
  return { task, other, code: 'STALE_BINARY', message };
}
