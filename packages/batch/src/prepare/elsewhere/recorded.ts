import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isFault } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import { JOURNAL_VERSION, type JournalHeader } from '@ballast/scheduler/journal';
import { digestOf } from '../../files/digest.ts';
import type { OutputFolder } from '../../folder/layout.ts';
import { isAsListed } from '../../inputs/as-listed.ts';
import type { Input } from '../../inputs/list.ts';
import { type EarlierBatch, readableEarlierBatch } from '../../resume/earlier-batch.ts';
import { isReadable, type WorkPlan } from '../../worker/work-plan.ts';
import { asRun } from '../as-run.ts';
import { checkBatch } from '../check-batch.ts';
import type { CheckedBatch } from '../checked-batch.ts';
import { isSeenElsewhere, seenHere } from './seen-here.ts';

/** The same batch as a machine recorded it that has its folders under other names. */
export interface RecordedElsewhere {
  /** The text of the effective batch in the output folder. */
  readonly text: string;
  readonly header: JournalHeader;
  readonly plan: WorkPlan;
  readonly inputs: EarlierBatch['replay']['inputs'];
}

/**
 * What the output folder holds, if it is this batch under other paths: it is continued as it was recorded. Null if it is not, or
 * cannot be used.
 */
export function recordedElsewhere(output: OutputFolder, checked: CheckedBatch): RecordedElsewhere | null {
  const text = checked.recorded ?? textIfSame(output, checked);
  if (text === null) return null;
  const earlier = readableEarlierBatch(output);
  if (earlier === null || earlier.header.batchHash !== digestOf(Buffer.from(text)).sha256) return null;
  const { header, plan, replay } = earlier;
  return { text, header, plan, inputs: replay.inputs };
}

/** The effective batch, if it becomes this one when its paths become those of this machine. */
function textIfSame({ effectiveBatch }: OutputFolder, checked: CheckedBatch): string | null {
  if (!existsSync(effectiveBatch)) return null;
  const text = readFileSync(effectiveBatch, 'utf8');
  const now = asRun(checked);
  if (text === now) return null;
  try {
    const [base, source] = [path.dirname(effectiveBatch), path.basename(effectiveBatch)];
    const before = checkBatch(text, { base, source, output: checked.output });
    return isSeenElsewhere(before) && asRun(seenHere(before)) === now ? text : null;
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}

interface Now {
  readonly details: Details;
  readonly plan: ReadPlan;
}

/** Whether this version and this library would read the same values, so that its journal can be continued. */
export function continues({ header, plan: before }: RecordedElsewhere, { details, plan }: Now): boolean {
  return (
    header.version === JOURNAL_VERSION &&
    isReadable(before.origin.resultVersion) &&
    isSameReader(header.readerDetails, details) &&
    JSON.stringify(before.plan) === JSON.stringify(plan)
  );
}

type Details = Readonly<Record<string, string>>;

/** Where the library is on its machine is of no importance. */
function isSameReader(one: Details, other: Details): boolean {
  const [a, b] = [one, other].map(({ library: _, ...rest }) => rest);
  return isDeepStrictEqual(a, b);
}

/** Inputs with the times that the other machine saw: systems round them, each in its own way. */
export function asRecorded(
  inputs: readonly Input[],
  { inputs: recorded }: Pick<RecordedElsewhere, 'inputs'>,
): readonly Input[] {
  const listed = new Map(recorded.map((one) => [one.file, one]));
  return inputs.map((input) => {
    const { size, modified } = listed.get(input.file) ?? {};
    if (size === undefined || modified === undefined || modified === null || input.modified === null)
      return input;
    const isSame = isAsListed({ size: input.size, modified: input.modified }, { size, modified });
    return isSame ? { ...input, modified } : input;
  });
}
