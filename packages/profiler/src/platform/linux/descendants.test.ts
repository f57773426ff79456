import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../test/support/made-up-tree.ts';
import { hasChildren, isStill, treeOf } from './descendants.ts';

/** The line of /proc/PID/stat: field 22 is the start time. */
function stat(
  pid: number,
  parent: number,
  group: number,
  rest: { name?: string; state?: string } = {},
): string {
  const { name = 'node', state = 'S' } = rest;
  const between = Array(16).fill('0').join(' ');
  return `${pid} (${name}) ${state} ${parent} ${group} ${between} ${pid * 10} 0 0\n`;
}

const PROCESSES = {
  'proc/100/stat': stat(100, 1, 100),
  'proc/101/stat': stat(101, 100, 100, { name: ') S 7 (' }),
  'proc/102/stat': stat(102, 101, 102),
  'proc/103/stat': stat(103, 1, 100),
  'proc/104/stat': stat(104, 100, 104, { state: 'Z' }),
  'proc/200/stat': stat(200, 1, 200),
  'proc/self/stat': stat(200, 1, 200),
};

describe('the tree of a process', () => {
  it('is what descends from it and what is in the group that it leads, whatever they are called', () => {
    const pids = treeOf(madeUpTree(PROCESSES), 100).map(({ pid }) => pid);
    expect(pids.sort()).toEqual([100, 101, 102, 103]);
  });

  it('is nothing where there is no such process', () => {
    expect(treeOf(madeUpTree(PROCESSES), 999)).toEqual([]);
  });

  it('tells a process from a later one with the same number', () => {
    const root = madeUpTree(PROCESSES);
    expect(isStill(root, { pid: 101, startTime: 1010 })).toBe(true);
    expect(isStill(root, { pid: 101, startTime: 1009 })).toBe(false);
    expect(isStill(root, { pid: 104, startTime: 1040 })).toBe(false);
    expect(isStill(root, { pid: 999, startTime: 1 })).toBe(false);
  });

  it('shows children by thread, as far as the kernel lists them', () => {
    const root = madeUpTree({
      'proc/100/task/100/children': '',
      'proc/100/task/105/children': '101 ',
      'proc/200/task/200/children': '',
      'proc/300/task/300/stat': 'x',
    });
    expect([100, 200, 300, 400].map((pid) => hasChildren(root, pid))).toEqual([true, false, false, false]);
  });
});
