import { expect } from 'vitest';
import { play } from '../../src/examples/play.ts';
import { firstDifference } from '../../src/examples/same-output.ts';
import { standIn } from '../../src/examples/stand-in.ts';

export const LIBRARY: string | null = standIn();
if (LIBRARY === null) console.warn('skipped: no C compiler to build the OrcFxAPI stand-in');

/** Runs the commands of a page, and compares what they print with what the page shows. */
export async function showsWhatIsPrinted({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): Promise<void> {
  const played = await play(text, LIBRARY === null ? {} : { BALLAST_ORCFXAPI: LIBRARY });
  expect(played.length).toBeGreaterThan(0);
  for (const { step, printed, code } of played) {
    const where = `${name}:${step.line}`;
    expect({ where, code }, printed).toEqual({ where, code: step.exit });
    const different = step.output === null ? null : firstDifference(step.output.text, printed);
    expect({ where, different }, printed).toEqual({ where, different: null });
  }
}
