import { WHOLE } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { beyondEnd } from './beyond-end.ts';

const span = { start: 60, end: 660.0000089406967, step: 0.1 };

describe('a range', () => {
  it('that extends beyond the end of the file has a warning with that end', () => {
    const warning = beyondEnd({ kind: 'range', from: 100, to: 700 }, span);
    expect(warning).toMatchObject({
      code: 'PERIOD_BEYOND_END',
      details: { period: '[100, 700]', endTime: span.end },
    });
    expect(warning?.message).toContain('[100, 700] ends at 700 s but the file at 660.0000089406967 s');
  });

  it.each([660, 660.02, 659, null])('to %d has all the samples that it could have', (to) => {
    expect(beyondEnd({ kind: 'range', from: null, to }, span)).toBeNull();
  });

  it('that lacks its last sample has a warning', () => {
    expect(beyondEnd({ kind: 'range', from: null, to: 660.1 }, span)).not.toBeNull();
  });

  it('that begins after the end has a problem instead', () => {
    expect(beyondEnd({ kind: 'range', from: 700, to: 800 }, span)).toBeNull();
  });
});

describe('periods of other kinds', () => {
  it("have no end that could lie beyond the file's", () => {
    expect(beyondEnd(WHOLE, span)).toBeNull();
    expect(beyondEnd({ kind: 'instant', time: 1000 }, span)).toBeNull();
  });
});
