import { describe, expect, it } from 'vitest';
import { asListed } from './as-listed.ts';

const FOUND = { size: 100, modified: 50_000, ends: 'ab', whole: null };

describe('an input that another machine has listed', () => {
  it('is the same up to the rounding of its time, and keeps the time of the list', () => {
    expect(asListed(FOUND, { size: 100, modified: 51_999.5 }, 'x')).toEqual({ ...FOUND, modified: 51_999.5 });
    expect(asListed(FOUND, { size: 100, modified: 48_000 }, 'x')).toEqual({ ...FOUND, modified: 48_000 });
  });

  it.each([
    { size: 101, modified: 50_000 },
    { size: 100, modified: 52_001 },
    { size: 100, modified: 47_999 },
  ])('is not the one with %j', (listed) => {
    expect(() => asListed(FOUND, listed, 'x')).toThrow(expect.objectContaining({ code: 'INPUT_NOT_LISTED' }));
  });
});
