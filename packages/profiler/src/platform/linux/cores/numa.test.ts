import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxNumaNodes } from './numa.ts';

describe('NUMA nodes on Linux', () => {
  it('are sorted by number and have CPUs and memory', () => {
    const folder = 'sys/devices/system/node';
    const root = madeUpTree({
      [`${folder}/node10/cpulist`]: '\n',
      [`${folder}/node10/meminfo`]: 'Node 10 MemTotal:       1024 kB\n',
      [`${folder}/node0/cpulist`]: '0-3,8\n',
      [`${folder}/node0/meminfo`]: 'Node 0 MemTotal:       2048 kB\nNode 0 MemFree:  5 kB\n',
      [`${folder}/node1/cpulist`]: '4-7\n',
      [`${folder}/possible`]: '0-10\n',
    });
    expect(linuxNumaNodes(root)).toEqual([
      { id: 0, cpus: [0, 1, 2, 3, 8], memory: 2_097_152 },
      { id: 1, cpus: [4, 5, 6, 7], memory: null },
      { id: 10, cpus: [], memory: 1_048_576 },
    ]);
  });

  it('are an empty list on a kernel without NUMA support', () => {
    expect(linuxNumaNodes(madeUpTree({}))).toEqual([]);
  });
});
