import { describe, expect, it } from 'vitest';
import { fullFigures } from '../../test/full-figures.ts';
import { unpackedCurves } from './drawn-results.ts';
import { fittingResults } from './results-data.ts';

const { results } = fullFigures({ files: 40 });
if (results === null) throw new Error('no results');

describe('the results of a page', () => {
  it('are whole as long as they are small, and curves are as fine as a drawing', () => {
    const fitting = fittingResults(results);
    expect(fitting.results).toBe(results);
    for (const [i, channel] of results.channels.entries()) {
      const [curves] = channel.curves;
      const [packed] = fitting.drawn.channels[i]?.curves ?? [];
      if (curves === undefined || packed === undefined) throw new Error('no curves');
      const step = (packed.high - packed.low) / 4000;
      const unpacked = unpackedCurves(packed);
      for (const name of ['min', 'mean', 'max'] as const)
        for (const [k, value] of curves[name].entries())
          expect(Math.abs((unpacked[name][k] ?? 0) - (value ?? 0))).toBeLessThanOrEqual(step);
    }
  });

  it('lose channels at the end if they would make the page too large, and say which', () => {
    let seed = 1;
    const noise = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed;
    };
    const [first] = results.channels;
    if (first === undefined) throw new Error('no channel');
    const curve = (): number[] => Array.from({ length: 2000 }, noise);
    const channels = Array.from({ length: 60 }, (_, i) => ({
      ...first,
      name: `Noise${i}`,
      curves: [{ min: curve(), mean: curve(), max: curve() }],
    }));
    const fitting = fittingResults({ ...results, channels });
    const kept = fitting.results.channels.length;
    expect(kept).toBeGreaterThan(5);
    expect(kept).toBeLessThan(60);
    expect(fitting.drawn.channels).toHaveLength(kept);
    expect(fitting.results.leftOut.at(-1)).toMatch(
      new RegExp(`^Left out so that this page stays small: Noise${kept}, .+ and \\d+ more\\.$`),
    );
  });

  it('have a gap for a file without a value', () => {
    const [channel] = results.channels;
    if (channel === undefined) throw new Error('no channel');
    const curves = [{ min: [null, 1], mean: [null, 2], max: [null, 3] }];
    const { drawn } = fittingResults({ ...results, channels: [{ ...channel, curves }] });
    const [packed] = drawn.channels[0]?.curves ?? [];
    if (packed === undefined) throw new Error('no curves');
    expect(unpackedCurves(packed)).toEqual({ min: [null, 1], mean: [null, 2], max: [null, 3] });
  });
});
