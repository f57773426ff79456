import { bytes } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemoryBudget, memoryText, parseMemory, parseSize } from './memory.ts';

describe('parseSize', () => {
  it.each([
    ['12GB', 12_000_000_000],
    ['12GiB', 12 * 2 ** 30],
    ['500 MB', 500_000_000],
    ['1.5TiB', 1.5 * 2 ** 40],
    ['1.1GB', 1_100_000_000],
    ['64kB', 64_000],
    ['64KiB', 65_536],
    ['4096B', 4096],
    ['12gib', 12 * 2 ** 30],
    ['0.000001kB', 1],
    ['0B', 0],
  ])('reads %s as %d bytes', (text, expected) => {
    expect(parseSize(text)).toEqual({ ok: true, value: expected });
  });

  it.each(['', '12', '12G', 'GB', '-1GB', '1e3GB', '12  GB', '12GB ', '1,5GB', '0x10B', '٣GB', '75%'])(
    'refuses %j with an example',
    (text) => {
      expect(parseSize(text)).toEqual({
        ok: false,
        expected: 'a size with its unit',
        hint: 'for example `12GB` or `12GiB`',
      });
    },
  );

  it('refuses sizes that a double does not represent exactly', () => {
    expect(parseSize('9007199254740991B')).toEqual({ ok: true, value: Number.MAX_SAFE_INTEGER });
    expect(parseSize('9007199254740992B')).toEqual({ ok: false, expected: 'a size below 8 PiB' });
  });
});

describe('parseMemory', () => {
  it.each([
    ['75%', 0.75],
    ['75 %', 0.75],
    ['33.333%', 0.33333],
    ['100%', 1],
    ['0.001%', 0.00001],
  ])('reads %s as a share', (text, share) => {
    expect(parseMemory(text)).toEqual({ ok: true, value: { kind: 'share', share } });
  });

  it.each(['0%', '0.000%', '100.001%', '101%', '999%'])('refuses the share %s', (text) => {
    expect(parseMemory(text)).toMatchObject({
      ok: false,
      expected: 'a share of more than 0% and at most 100%',
    });
  });

  it.each(['0B', '0GB'])('refuses %s, which leaves no memory', (text) => {
    expect(parseMemory(text)).toMatchObject({ ok: false, expected: 'a size of more than 0 bytes' });
  });

  it.each(['75', 'all', '-5%', '1000%', '12.3456%'])('refuses %j with examples', (text) => {
    expect(parseMemory(text)).toMatchObject({ ok: false, hint: 'for example `75%` or `12GB`' });
  });

  it('reads back every budget that memoryText writes', () => {
    const budgets = fc.oneof(
      fc.integer({ min: 1, max: 100_000 }).map((n): MemoryBudget => ({ kind: 'share', share: n / 100_000 })),
      fc
        .oneof(
          fc.maxSafeNat().map((n) => n + 1),
          fc.integer({ min: 1, max: 1000 }).map((n) => n * 2 ** 30),
        )
        .filter(Number.isSafeInteger)
        .map((n): MemoryBudget => ({ kind: 'size', bytes: bytes(n) })),
    );
    fc.assert(
      fc.property(budgets, (budget) => {
        expect(parseMemory(memoryText(budget))).toEqual({ ok: true, value: budget });
      }),
    );
  });
});

describe('memoryText', () => {
  it('uses the unit with the shortest exact text', () => {
    expect(memoryText({ kind: 'size', bytes: bytes(12 * 2 ** 30) })).toBe('12GiB');
    expect(memoryText({ kind: 'size', bytes: bytes(12e9) })).toBe('12GB');
    expect(memoryText({ kind: 'size', bytes: bytes(7) })).toBe('7B');
  });
});
