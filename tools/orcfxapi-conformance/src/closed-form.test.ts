import { describe, expect, it } from 'vitest';
import { unequal } from './closed-form.ts';

describe('numbers that were read', () => {
  it('equal their closed form within 1e-9 of it', () => {
    expect(
      unequal([
        ['a', 1e6 + 1e-4, 1e6],
        ['b', 0, 1e-10],
      ]),
    ).toEqual([]);
  });

  it('are named if they differ, are missing or are not numbers', () => {
    expect(
      unequal([
        ['far', 1.00001, 1],
        ['missing', undefined, 1],
        ['none', Number.NaN, 1],
      ]),
    ).toEqual([
      'far: 1.00001 was read, 1 is expected',
      'missing: undefined was read, 1 is expected',
      'none: NaN was read, 1 is expected',
    ]);
  });
});
