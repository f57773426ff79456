import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { marksOf, processesMarked, startedSince, withMark } from './marked.ts';

const stat = (pid: number): string => `${pid} (node) S 1 ${pid} ${Array(16).fill('0').join(' ')} 7 0 0\n`;
const [variable = ''] = Object.keys(withMark('a.1'));

const PROCESSES = {
  'proc/100/stat': stat(100),
  'proc/100/environ': `HOME=/\0${variable}=a.1\0PATH=/bin\0`,
  'proc/101/stat': stat(101),
  'proc/101/environ': `OTHER=${variable}=a.1\0`,
  'proc/102/stat': stat(102),
  'proc/102/environ': `${variable}=b.3:a.12\0`,
  'proc/103/stat': stat(103),
};

const pids = (root: string, isOne: (mark: string) => boolean): number[] =>
  processesMarked(root, isOne)
    .map(({ pid }) => pid)
    .sort();

describe('the mark of a process', () => {
  it('is one of the values of its variable, and of no other text', () => {
    const root = madeUpTree(PROCESSES);
    expect(marksOf(root, 102)).toEqual(['b.3', 'a.12']);
    expect([101, 103, 104].map((pid) => marksOf(root, pid))).toEqual([[], [], []]);
    expect(pids(root, (mark) => mark === 'a.1')).toEqual([100]);
    expect(pids(root, (mark) => mark.startsWith('a.'))).toEqual([100, 102]);
  });

  it('counts for those that started late enough', () => {
    const all = [
      { pid: 1, startTime: 6 },
      { pid: 2, startTime: 7 },
    ];
    expect(startedSince(7, all).map(({ pid }) => pid)).toEqual([2]);
    expect(startedSince(null, all)).toEqual(all);
  });

  it('adds to that of a batch in whose task this process runs', () => {
    const before = process.env[variable];
    process.env[variable] = 'outer.2';
    try {
      expect(withMark('inner.1')).toEqual({ [variable]: 'outer.2:inner.1' });
    } finally {
      if (before === undefined) delete process.env[variable];
      else process.env[variable] = before;
    }
  });
});
