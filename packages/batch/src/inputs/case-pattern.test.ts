import { describe, expect, it } from 'vitest';
import { casePattern } from './case-pattern.ts';

describe('a pattern over paths', () => {
  it.each([
    ['DLC{dlc}_v{ws}_s{seed}.outb', 'runs/DLC1.2_v12_s3.outb', { dlc: '1.2', ws: '12', seed: '3' }],
    ['{case}.outb', 'a/b/x.outb', { case: 'x' }],
    ['{folder}/{case}.outb', 'a/x.outb', { folder: 'a', case: 'x' }],
    ['_v{ws}', 'p_v7/run_v9', { ws: '7' }],
    ['s{seed}_s{seed}', 's4_s4', { seed: '4' }],
  ])('%s reads %s', (pattern, path, expected) => {
    expect(casePattern(pattern).match(path)).toEqual(expected);
  });

  it.each([
    ['DLC{dlc}_v{ws}', 'other.outb'],
    ['DLC{dlc}_v{ws}', 'DLC_v3'],
    ['a{x}b', 'a/b'],
    ['s{seed}_s{seed}', 's4_s5'],
  ])('%s does not fit %s', (pattern, path) => {
    expect(casePattern(pattern).match(path)).toBeNull();
  });

  it('takes time in proportion to a hostile path', () => {
    const path = 'ab'.repeat(50_000);
    expect(casePattern('a{x}c{y}d').match(path)).toBeNull();
  });

  it('has each name once', () => {
    expect(casePattern('{a}-{b}-{a}').columns).toEqual(['a', 'b']);
  });
});
