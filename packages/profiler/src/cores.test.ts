import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../test/support/made-up-tree.ts';
import { cores } from './cores.ts';

describe('the usable cores', () => {
  it('are at least one and never more than Node reports', () => {
    const found = cores();
    expect(found.usable).toBeGreaterThanOrEqual(1);
    expect(found.usable).toBeLessThanOrEqual(availableParallelism());
    expect(found.sources.find(({ source }) => source === found.source)?.cores).toBe(found.usable);
  });

  it.runIf(process.platform === 'linux')('are the smallest number of any source', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '0::/\n',
      'proc/self/status': 'Cpus_allowed_list:\t0-31\n',
      'sys/fs/cgroup/cpu.max': '400000 100000\n',
    });
    expect(cores({ root })).toMatchObject({ usable: 4, source: 'cgroup-v2-quota' });
  });
});
