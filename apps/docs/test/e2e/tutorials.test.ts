import { describe, expect, it } from 'vitest';
import { play } from '../../src/examples/play.ts';
import { firstDifference } from '../../src/examples/same-output.ts';
import { standIn } from '../../src/examples/stand-in.ts';
import { tutorials } from '../../src/examples/tutorials.ts';

const library = standIn();
if (library === null) console.warn('skipped: no C compiler to build the OrcFxAPI stand-in');

describe.concurrent('a page with commands', () => {
  for (const { name, text, orcaflex } of tutorials()) {
    it.skipIf(orcaflex && library === null)(`${name} shows what its commands print`, async () => {
      const played = await play(text, library === null ? {} : { BALLAST_ORCFXAPI: library });
      expect(played.length).toBeGreaterThan(0);
      for (const { step, printed, code } of played) {
        const where = `${name}:${step.line}`;
        expect({ where, code }, printed).toEqual({ where, code: step.exit });
        const different = step.output === null ? null : firstDifference(step.output.text, printed);
        expect({ where, different }, printed).toEqual({ where, different: null });
      }
    });
  }
});
