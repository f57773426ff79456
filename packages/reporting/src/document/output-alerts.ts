import { formatBytes, formatDuration } from '@ballast/resource-model';
import type { AlertParts } from './alert-parts.ts';
import type { Alert } from './figures.ts';

/** Room for this many times what is still to be written. */
const ENOUGH_ROOM = 2;
/** A batch that lives writes a sample about once a second; longer in a long batch. */
const LEAST_SILENCE = 5000;

/** Less is free where the output is written than twice what the rest of the batch will write by what it wrote so far. */
export function roomAlerts({ figures, output, at }: AlertParts): readonly Alert[] {
  const { ending, inputs, unsettled, kept } = figures;
  const settled = inputs - unsettled - kept;
  if (output === null || ending !== null || settled <= 0 || unsettled === 0) return [];
  const toCome = (output.written / settled) * unsettled;
  if (output.free >= ENOUGH_ROOM * toCome) return [];
  return [
    {
      code: 'little-room',
      since: at,
      until: null,
      words: `${formatBytes(output.free)} are free where the output is written; the other files will need about ${formatBytes(toCome)}.`,
      next: 'make room there: a batch that finds none stops, and can be resumed',
    },
  ];
}

/** The journal has no end, and nobody has written to it for a while. */
export function silenceAlerts({ figures, flow, at, isRunning, silence }: AlertParts): readonly Alert[] {
  const longest = flow.samples.reduce((most, { span }) => Math.max(most, span), 0);
  if (figures.ending !== null || isRunning || silence === null) return [];
  if (silence <= Math.max(LEAST_SILENCE, 2 * longest)) return [];
  return [
    {
      code: 'journal-silent',
      since: at,
      until: null,
      words: `Nothing has been recorded for ${formatDuration(silence)}, and the process of the batch is gone.`,
      next: 'resume the batch: what is done is kept',
    },
  ];
}
