import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxMemoryInUse, linuxMemoryLimits } from './memory.ts';

const MEMINFO = 'MemTotal:       16000 kB\nMemFree:         2000 kB\nMemAvailable:   10000 kB\n';

describe('memory limits on Linux', () => {
  it('are the tightest limit in version 2 and the memory of the machine', () => {
    const root = madeUpTree({
      'proc/meminfo': MEMINFO,
      'proc/self/cgroup': '0::/a/b\n',
      'sys/fs/cgroup/a/b/memory.max': 'max\n',
      'sys/fs/cgroup/a/memory.max': '8000000\n',
      'sys/fs/cgroup/a/memory.high': '7000000\n',
    });
    expect(linuxMemoryLimits(root)).toEqual([
      { source: 'cgroup-v2', bytes: 7_000_000, evidence: '/sys/fs/cgroup/a/memory.high' },
      { source: 'physical', bytes: 16_384_000, evidence: '/proc/meminfo MemTotal' },
    ]);
  });

  it('treat the huge number of version 1 as no limit', () => {
    const root = madeUpTree({
      'proc/meminfo': MEMINFO,
      'proc/self/cgroup': '4:memory:/a\n',
      'sys/fs/cgroup/memory/a/memory.limit_in_bytes': '9223372036854771712\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
    });
    expect(linuxMemoryLimits(root)[0]).toMatchObject({ source: 'cgroup-v1', bytes: null });
  });
});

describe('memory in use on Linux', () => {
  it('excludes page cache, and is measured in the group with the tightest limit', () => {
    const root = madeUpTree({
      'proc/meminfo': MEMINFO,
      'proc/self/cgroup': '0::/a/b\n',
      'sys/fs/cgroup/a/memory.max': '8000000\n',
      'sys/fs/cgroup/a/memory.current': '7999999\n',
      'sys/fs/cgroup/a/memory.stat': 'anon 1000000\nfile 6000000\nkernel 30000\nshmem 200\n',
      'sys/fs/cgroup/a/b/memory.stat': 'anon 5\nkernel 5\nshmem 5\n',
    });
    expect(linuxMemoryInUse(root).map(({ bytes }) => bytes)).toEqual([1_030_200, 6_144_000]);
  });

  it('adds up the parts of kernel memory on older kernels', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '0::/\n',
      'sys/fs/cgroup/memory.stat':
        'anon 100\nshmem 10\nkernel_stack 1\npagetables 2\nslab 4\npercpu 8\nsock 16\n',
    });
    expect(linuxMemoryInUse(root)[0]?.bytes).toBe(141);
  });

  it('includes child groups in version 1', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '4:memory:/\n',
      'sys/fs/cgroup/memory/memory.stat': 'rss 1\nshmem 1\ntotal_rss 500\ntotal_shmem 60\n',
      'sys/fs/cgroup/memory/memory.kmem.usage_in_bytes': '7\n',
    });
    expect(linuxMemoryInUse(root)[0]?.bytes).toBe(567);
  });

  it('is null if the system does not report it', () => {
    expect(linuxMemoryInUse(madeUpTree({})).map(({ bytes }) => bytes)).toEqual([null]);
  });
});
