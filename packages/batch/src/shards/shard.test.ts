import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shardIn, shardNamed, shardRoot } from './shard.ts';

describe('a shard', () => {
  it.each([
    ['1-of-1', { index: 1, of: 1 }],
    ['3-of-12', { index: 3, of: 12 }],
    ['10000-of-10000', { index: 10000, of: 10000 }],
  ])('is named by a folder %s', (text, shard) => {
    expect(shardNamed(text)).toEqual(shard);
  });

  it.each(['0-of-4', '5-of-4', '1', '1-of-0', '01-of-4', '1-of-4.bak', ' 1-of-4', '1-of-10001', '1/4', ''])(
    'is not named by "%s"',
    (text) => {
      expect(shardNamed(text)).toBeNull();
    },
  );

  it('has a folder below the output folder, which names it', () => {
    const root = shardRoot(path.resolve('out'), { index: 2, of: 8 });
    expect(path.basename(root)).toBe('2-of-8');
    expect(shardIn(root)).toEqual({ index: 2, of: 8 });
  });

  it('is not in any other folder', () => {
    expect(shardIn(path.resolve('out'))).toBeNull();
    expect(shardIn(path.resolve('out/shards/2-of-8'))).toBeNull();
  });
});
