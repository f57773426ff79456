import { describe, expect, it } from 'vitest';
import { channelKinds } from './catalogue.ts';
import { Signals } from './signals.ts';

const kinds = channelKinds(60);

function rows(seed: number, ...blocks: number[]): number[] {
  const signals = new Signals(kinds, 0.1, seed);
  return blocks.flatMap((count) => {
    const out = new Float64Array(count * kinds.length);
    signals.next(count, out);
    return [...out];
  });
}

describe('signals', () => {
  it('are the same for the same seed, whatever the block sizes', () => {
    expect(rows(7, 20)).toEqual(rows(7, 3, 16, 1));
    expect(rows(7, 20)).not.toEqual(rows(8, 20));
  });

  it('stay within their bounds', () => {
    const { bounds } = new Signals(kinds, 0.1, 3);
    rows(3, 500).forEach((value, at) => {
      const { min, max } = bounds[at % kinds.length] ?? { min: 0, max: 0 };
      expect(value >= min && value <= max).toBe(true);
    });
  });

  it('of a channel without waves and noise are constant', () => {
    const column = kinds.findIndex(({ name }) => name === 'NacYaw');
    const values = rows(1, 50).filter((_, at) => at % kinds.length === column);
    expect(new Set(values).size).toBe(1);
  });
});

describe('channels', () => {
  it('have unique names, however many are requested', () => {
    const names = channelKinds(10_000).map(({ name }) => name);
    expect(new Set(names).size).toBe(10_000);
    expect(names.slice(0, 2)).toEqual(['Wind1VelX', 'Wind1VelY']);
  });
});
