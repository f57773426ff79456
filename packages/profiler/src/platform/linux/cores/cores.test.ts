import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxCoreSources } from './cores.ts';

describe('the sources of the core count on Linux', () => {
  it('round a quota up and use the tightest group on the way to the top', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '0::/outer/inner\n',
      'proc/self/status': 'Name:\tnode\nCpus_allowed_list:\t0-7,16-23\n',
      'sys/fs/cgroup/outer/inner/cpu.max': 'max 100000\n',
      'sys/fs/cgroup/outer/cpu.max': '250000 100000\n',
      'sys/fs/cgroup/cpu.max': '900000 100000\n',
    });
    expect(linuxCoreSources(root)).toEqual([
      { source: 'affinity', cores: 16, evidence: '/proc/self/status Cpus_allowed_list 0-7,16-23' },
      { source: 'cgroup-v2-quota', cores: 3, evidence: '/sys/fs/cgroup/outer/cpu.max 250000 100000' },
    ]);
  });

  it('read the quota of version 1, which is -1 for none', () => {
    const files = {
      'proc/self/cgroup': '1:cpu,cpuacct:/a\n',
      'sys/fs/cgroup/cpu/a/cpu.cfs_quota_us': '-1\n',
      'sys/fs/cgroup/cpu/a/cpu.cfs_period_us': '100000\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    };
    const unlimited = madeUpTree(files);
    const limited = madeUpTree({ ...files, 'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '50000\n' });
    expect(linuxCoreSources(unlimited).map(({ cores }) => cores)).toEqual([null, null]);
    expect(linuxCoreSources(limited)[1]).toMatchObject({ source: 'cgroup-v1-quota', cores: 1 });
  });

  it('set no limit if nothing can be read', () => {
    expect(linuxCoreSources(madeUpTree({})).map(({ cores }) => cores)).toEqual([null]);
  });
});
