import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { hasChildren, isStill, treeOf } from './descendants.ts';

/** The line of /proc/PID/stat: field 22 is the start time. */
interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly name?: string;
  readonly state?: string;
}

function stat({ pid, parent, group, name = 'node', state = 'S' }: Entry): string {
  const between = Array(16).fill('0').join(' ');
  return `${pid} (${name}) ${state} ${parent} ${group} ${between} ${pid * 10} 0 0\n`;
}

const PROCESSES = {
  'proc/100/stat': stat({ pid: 100, parent: 1, group: 100 }),
  'proc/101/stat': stat({ pid: 101, parent: 100, group: 100, name: ') S 7 (' }),
  'proc/102/stat': stat({ pid: 102, parent: 101, group: 102 }),
  'proc/103/stat': stat({ pid: 103, parent: 1, group: 100 }),
  'proc/104/stat': stat({ pid: 104, parent: 100, group: 104, state: 'Z' }),
  'proc/200/stat': stat({ pid: 200, parent: 1, group: 200 }),
  'proc/self/stat': stat({ pid: 200, parent: 1, group: 200 }),
};

describe('the tree of a process', () => {
  it('contains its descendants and the members of the group that it leads, whatever their names', () => {
    const pids = treeOf(madeUpTree(PROCESSES), 100).map(({ pid }) => pid);
    expect(pids.sort()).toEqual([100, 101, 102, 103]);
  });

  it('is empty if the process does not exist', () => {
    expect(treeOf(madeUpTree(PROCESSES), 999)).toEqual([]);
  });

  it('distinguishes a process from a later one with the same number', () => {
    const root = madeUpTree(PROCESSES);
    expect(isStill(root, { pid: 101, startTime: 1010 })).toBe(true);
    expect(isStill(root, { pid: 101, startTime: 1009 })).toBe(false);
    expect(isStill(root, { pid: 104, startTime: 1040 })).toBe(false);
    expect(isStill(root, { pid: 999, startTime: 1 })).toBe(false);
  });

  it('has the children that the kernel lists by thread', () => {
    const root = madeUpTree({
      'proc/100/task/100/children': '',
      'proc/100/task/105/children': '101 ',
      'proc/200/task/200/children': '',
      'proc/300/task/300/stat': 'x',
    });
    expect([100, 200, 300, 400].map((pid) => hasChildren(root, pid))).toEqual([true, false, false, false]);
  });
});
