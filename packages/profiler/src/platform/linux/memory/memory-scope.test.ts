import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { createMemoryScope, type MemoryScope, ownOomKills } from './memory-scope.ts';

const SCOPE = `ballast-${process.pid}`;
const V2 = '30 24 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n';
const V1 = '35 31 0:32 / /cg/memory rw - cgroup cgroup rw,memory\n';

/** A machine with the unified hierarchy whose `user` group delegates memory; `own` are files of this process's group. */
function unified(own: Readonly<Record<string, string>> = {}): string {
  const folder = 'sys/fs/cgroup/user/app';
  return madeUpTree({
    'proc/self/cgroup': '0::/user/app\n',
    'proc/self/mountinfo': V2,
    'sys/fs/cgroup/cgroup.controllers': 'cpu io memory pids\n',
    'sys/fs/cgroup/cgroup.subtree_control': 'cpu memory\n',
    'sys/fs/cgroup/user/cgroup.subtree_control': 'memory pids\n',
    [`${folder}/cgroup.subtree_control`]: '\n',
    [`${folder}/memory.max`]: 'max\n',
    [`${folder}/cpu.max`]: 'max 100000\n',
    ...Object.fromEntries(Object.entries(own).map(([name, text]) => [`${folder}/${name}`, text])),
  });
}

function made(root: string): MemoryScope {
  const scope = createMemoryScope(root, 1000);
  if ('reason' in scope) throw new Error(scope.reason);
  return scope;
}

const reasonIn = (root: string): unknown => createMemoryScope(root, 1000);

describe('a control group for the children of this process', () => {
  it('is made in the nearest group that delegates memory to its children, with its own members', async () => {
    const root = unified();
    const scope = made(root);
    expect(scope.folder).toBe(`/sys/fs/cgroup/user/${SCOPE}`);
    expect(readFileSync(join(root, scope.folder, 'memory.max'), 'utf8')).toBe('1000');
    expect(readFileSync(join(root, scope.folder, 'cgroup.subtree_control'), 'utf8')).toBe('+memory');
    const member = scope.member(4711);
    expect(readdirSync(join(root, scope.folder))).toContain('worker-4711');
    expect(member.oomKills()).toBeNull();
    const written = (name: string) => readFileSync(join(root, member.folder, name), 'utf8');
    await vi.waitFor(() => {
      expect([written('cgroup.procs'), written('memory.oom.group')]).toEqual(['4711', '1']);
    });
    expect(member.pids()).toEqual([4711]);
  });

  it('is made in the group of this process in version 1', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '4:memory:/a\n2:cpu:/b\n0::/\n',
      'proc/self/mountinfo': V1,
      'cg/memory/a/memory.limit_in_bytes': '9223372036854771712\n',
      'cg/memory/a/memory.use_hierarchy': '1\n',
    });
    const scope = made(root);
    expect(scope.folder).toBe(`/cg/memory/a/${SCOPE}`);
    expect(readFileSync(join(root, scope.folder, 'memory.limit_in_bytes'), 'utf8')).toBe('1000');
  });

  it.each([
    ['memory.max', '1000000\n'],
    ['cpu.max', '50000 100000\n'],
    ['memory.high', '5\n'],
  ])('is not made if processes in it would escape a limit: %s', (name, text) => {
    expect(reasonIn(unified({ [name]: text }))).toEqual({
      reason: `/sys/fs/cgroup/user/app has a limit of its own (${name})`,
    });
  });

  it('is not made if limits do not apply to children, or nothing accounts for memory', () => {
    const flat = madeUpTree({
      'proc/self/cgroup': '4:memory:/a\n',
      'proc/self/mountinfo': V1,
      'cg/memory/a/memory.use_hierarchy': '0\n',
    });
    expect(reasonIn(flat)).toEqual({ reason: 'limits in /cg/memory/a do not apply to its children' });
    expect(reasonIn(madeUpTree({}))).toEqual({ reason: 'no control group accounts for memory here' });
  });

  it('removes empty groups of ended processes, but not those of living ones', () => {
    const root = unified();
    mkdirSync(join(root, 'sys/fs/cgroup/user/ballast-4711/worker-1'), { recursive: true });
    mkdirSync(join(root, 'sys/fs/cgroup/user/ballast-4712'));
    mkdirSync(join(root, 'proc/4712'));
    writeFileSync(join(root, 'proc/4712/stat'), '4712 (node) S 1');
    mkdirSync(join(root, 'sys/fs/cgroup/user/ballast-own.slice'));
    made(root);
    expect(existsSync(join(root, 'sys/fs/cgroup/user/ballast-4711'))).toBe(false);
    expect(existsSync(join(root, 'sys/fs/cgroup/user/ballast-4712'))).toBe(true);
    expect(existsSync(join(root, 'sys/fs/cgroup/user/ballast-own.slice'))).toBe(true);
  });
});

describe('the kills counted by the group of this process', () => {
  it.each([
    ['0::/user/app\n', V2, 'sys/fs/cgroup/user/app/memory.events', 'low 0\noom 9\noom_kill 7\n'],
    ['4:memory:/a\n', V1, 'cg/memory/a/memory.oom_control', 'oom_kill_disable 0\nunder_oom 0\noom_kill 7\n'],
  ])('are read from its own file: %s', (cgroup, mountinfo, file, text) => {
    const root = madeUpTree({ 'proc/self/cgroup': cgroup, 'proc/self/mountinfo': mountinfo, [file]: text });
    expect(ownOomKills(root)?.read()).toBe(7);
  });

  it('are unknown on kernels that do not count them', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '4:memory:/a\n',
      'proc/self/mountinfo': V1,
      'cg/memory/a/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\n',
    });
    expect(ownOomKills(root)).toBeNull();
  });
});
