import type { Replay } from '@ballast/scheduler/journal';
import { difference, digestOf, digestOfFile, readPart, type Written } from '../files/digest.ts';
import { isResultName, placeOf } from '../folder/result-names.ts';
import { isSamplesOf } from '../worker/results/samples-of.ts';
import type { Difference } from './difference.ts';

export interface CheckedResults {
  readonly differences: readonly Difference[];
  /** Files that were compared. */
  readonly compared: number;
  /** Results without a checksum. */
  readonly unchecked: number;
}

/** Compares every result and its time series with their digests in the journal. Opens nothing outside of `root`. */
export function checkResults(root: string, { inputs, outcomes }: Replay): CheckedResults {
  const differences: Difference[] = [];
  let compared = 0;
  let unchecked = 0;
  const names = new Map(inputs.map(({ task, file }) => [task, file]));
  for (const [task, outcome] of outcomes.entries()) {
    if (outcome?.kind !== 'succeeded' || outcome.result === null) continue;
    const { result, files } = outcome;
    const input = names.get(task) ?? null;
    if (!isOwn(outcome, task)) {
      differences.push({
        what: 'result',
        name: '',
        input,
        reason: 'the journal names no result of this file',
      });
      continue;
    }
    if (files === undefined) unchecked += 1;
    for (const { name, ...written } of files ?? []) {
      compared += 1;
      const what = name === result ? 'result' : 'time series';
      const reason =
        name === result || isSamplesOf(result ?? '', name)
          ? differenceOf(root, name, written)
          : 'the journal names other files than were written';
      if (reason !== null) differences.push({ what, name, input, reason });
    }
  }
  return { differences, compared, unchecked };
}

type Succeeded = Extract<Replay['outcomes'][number], { kind: 'succeeded' }>;

function isOwn({ result, files }: Succeeded, task: number): boolean {
  const first = files === undefined ? result : files[0]?.name;
  return result !== null && first === result && isResultName(result, files === undefined ? null : task);
}

function differenceOf(root: string, name: string, written: Written): string | null {
  const { file, offset } = placeOf(root, name);
  try {
    if (offset === null) return difference(written, digestOfFile(file));
    const part = readPart(file, { offset, bytes: written.bytes });
    return difference(written, part === null ? null : digestOf(part));
  } catch (error) {
    return (error as Error).message;
  }
}
