import { formatBytes } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';
import type { Headline, HeadlineTone } from './figures.ts';

export interface HeadlineParts {
  readonly figures: BatchFigures;
  /** Whether the batch is known to run just now: a journal without an end is then no accident. */
  readonly isRunning: boolean;
  /** What bound the batch, in a sentence; may be empty. */
  readonly bound: string;
}

/** How a batch went, in one sentence, and what else to know at first. */
export function headlineOf({ figures, isRunning, bound }: HeadlineParts): Headline {
  const tone = toneOf(figures, isRunning);
  const { header, inputBytes } = figures;
  const read = `${formatBytes(inputBytes)} read by ${header.reader}`;
  const detail = [`${header.batch} on ${header.host}. ${read}.`, bound].filter((part) => part !== '');
  return { tone, sentence: sentenceOf(figures, tone), detail };
}

function toneOf(
  { ending, unsettled, statuses, inputs, outcomes, stop }: BatchFigures,
  running: boolean,
): HeadlineTone {
  if (ending === null) return running ? 'running' : 'broken';
  if (unsettled > 0 || ending !== 'complete' || (outcomes.cancelled > 0 && stop !== null)) return 'stopped';
  return statuses.succeeded === inputs ? 'good' : 'look';
}

function sentenceOf(figures: BatchFigures, tone: HeadlineTone): string {
  const { inputs, unsettled, statuses, stop } = figures;
  const settled = inputs - unsettled;
  const done = `${settled} of ${countText(inputs, 'file')}`;
  switch (tone) {
    case 'good':
      if (inputs === 0) return 'There were no files to read.';
      return inputs === 1 ? 'The file succeeded.' : `All ${countText(inputs, 'file')} succeeded.`;
    case 'look':
      return lookSentence(statuses.succeeded, inputs);
    case 'stopped':
      return `Stopped${causeOf(stop?.cause)} after ${done}${troubled(figures)}: run it again to resume.`;
    case 'broken':
      return `Broken off after ${done}${troubled(figures)}: its process is gone. Run it again to resume.`;
    case 'running':
      return `Running: ${done} ${settled === 1 ? 'has' : 'have'} ended so far${troubled(figures)}.`;
  }
}

function lookSentence(succeeded: number, inputs: number): string {
  const others = inputs - succeeded;
  if (inputs === 1) return 'The file needs a look.';
  if (succeeded === 0) return `None of the ${countText(inputs, 'file')} succeeded without a remark.`;
  return `${succeeded} of ${countText(inputs, 'file')} succeeded; ${others} ${others === 1 ? 'needs' : 'need'} a look.`;
}

/** Files that were read, or could not be, and need a look. */
function troubled({ statuses, inputs }: BatchFigures): string {
  const count = inputs - statuses.succeeded - statuses['not-run'] - statuses.cancelled;
  return count === 0 ? '' : `, ${count} of which ${count === 1 ? 'needs' : 'need'} a look`;
}

function causeOf(cause: string | undefined): string {
  if (cause === undefined) return '';
  return cause === 'interrupted by SIGINT' ? ' by Ctrl-C' : ` (${cause})`;
}
