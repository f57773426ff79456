import { deflateRawSync } from 'node:zlib';
import type { ResultFigures } from '@ballast/reporting';
import { type DrawnResults, drawnResults } from './drawn-results.ts';

/** Most bytes that results add to a page, as base64. */
const MOST_BYTES = 300_000;
const NAMED = 5;

/**
 * Results that fit a page, and what scripts draw of them. Channels at the end are left out if they would make it too large,
 * which the results then say.
 */
export function fittingResults(results: ResultFigures): {
  readonly results: ResultFigures;
  readonly drawn: DrawnResults;
} {
  let kept = results.channels.length;
  for (;;) {
    const fitting = leftOutFrom(results, kept);
    const drawn = drawnResults(fitting);
    const bytes = (4 / 3) * deflateRawSync(JSON.stringify(drawn)).length;
    if (bytes <= MOST_BYTES || kept === 0) return { results: fitting, drawn };
    kept = Math.min(kept - 1, Math.floor((kept * MOST_BYTES) / bytes));
  }
}

function leftOutFrom(results: ResultFigures, kept: number): ResultFigures {
  const { channels, leftOut } = results;
  const names = channels.slice(kept).map(({ name }) => name);
  if (names.length === 0) return results;
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const words = `Left out so that this page stays small: ${names.slice(0, NAMED).join(', ')}${more}.`;
  return { ...results, channels: channels.slice(0, kept), leftOut: [...leftOut, words] };
}
