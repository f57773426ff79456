import { countText } from '../count-text.ts';
import type { EarlierBatch } from './earlier-batch.ts';
import type { Input } from './inputs.ts';

export interface Counts {
  /** Tasks that keep their outcome. */
  readonly done: number;
  /** Tasks that are to run. */
  readonly left: number;
}

/** Of a batch that did not come to its end. */
export function resumedText({ root, header, replay }: EarlierBatch, { done, left }: Counts): string[] {
  const all = countText(replay.inputs.length, 'file');
  return [`resuming the batch of ${header.startedAt} in ${root}: ${done} of ${all} are done, ${left} to go`];
}

/** Of a batch that is there with another list of inputs, or with some that are to be tried again. */
export function continuedText(
  { replay }: EarlierBatch,
  inputs: readonly Input[],
  { done, left }: Counts,
): string[] {
  const names = new Set(inputs.map(({ file }) => file));
  const gone = replay.inputs.filter(({ file }) => !names.has(file)).length;
  const toRead = left === 0 ? '' : `; ${countText(left, 'file')} to read`;
  const removed = gone === 0 ? '' : `; ${countText(gone, 'file')} no longer among the inputs`;
  return [`${countText(done, 'result')} of ${inputs.length} as before${toRead}${removed}`];
}

/** Of a batch that takes results over from another one. */
export function takenOverText(
  movedAside: string | null,
  { whole, parts }: { readonly whole: number; readonly parts: number },
): string[] {
  if (movedAside === null || whole + parts === 0) return [];
  const taken = whole === 0 ? [] : [`${countText(whole, 'result')} taken over without reading`];
  const read = parts === 0 ? [] : [`of ${countText(parts, 'file')} only what is new is read`];
  return [`from the batch in ${movedAside}: ${[...taken, ...read].join('; ')}`];
}

/** Of a journal whose last record was not whole. */
export function tornText({ tornBytes }: EarlierBatch): string[] {
  if (tornBytes === 0) return [];
  const size = countText(tornBytes, 'byte');
  return [`the last record of the journal (${size}) was torn off while it was written and is cut off`];
}
