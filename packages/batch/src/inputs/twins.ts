import type { ReaderName } from '@ballast/config';
import { formatDuration } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { Input } from './list.ts';

/** Copies of files may get their times in any order, and some file systems store even seconds only. */
const SAME_TIME = 2000;

/** The inputs that are read, and a warning for each that is not. */
export interface WithoutTwins {
  readonly inputs: readonly Input[];
  readonly leftOut: readonly FileWarning[];
}

/**
 * OpenFAST may write the results of one run twice, as `<name>.out` and `<name>.outb`: only one of them is read, so that the
 * run counts once. The binary file has all digits; but it is written at the end of a run, so one that is older than the text is
 * left from an earlier run.
 */
export function withoutTwins(inputs: readonly Input[], reader: ReaderName): WithoutTwins {
  if (reader !== 'openfast') return { inputs, leftOut: [] };
  const binaries = new Map<string, Input>();
  for (const input of inputs) if (/\.outb$/i.test(input.file)) binaries.set(runOf(input), input);
  const left = new Set<Input>();
  const leftOut: FileWarning[] = [];
  for (const text of inputs) {
    const binary = /\.out$/i.test(text.file) ? binaries.get(runOf(text)) : undefined;
    if (binary === undefined || text.modified === null || binary.modified === null) continue;
    const older = text.modified - binary.modified;
    left.add(older > SAME_TIME ? binary : text);
    leftOut.push(older > SAME_TIME ? stale(text, binary, older) : twice(text, binary));
  }
  return { inputs: left.size === 0 ? inputs : inputs.filter((input) => !left.has(input)), leftOut };
}

/** Of a system that distinguishes case in names, only the extensions may differ in it. */
function runOf({ file }: Input): string {
  return file.replace(/\.outb?$/i, '');
}

function twice({ file: text }: Input, { file: binary }: Input): FileWarning {
  const message = `${text} and ${binary} are the same run: only ${binary} is read, which has all digits`;
  return { code: 'SAME_RUN', message };
}

function stale({ file: text }: Input, { file: binary }: Input, older: number): FileWarning {
  const age = formatDuration(older);
  const message = `${binary} is ${age} older than ${text}, so it is left from an earlier run: only ${text} is read`;
  return { code: 'STALE_BINARY', message };
}
