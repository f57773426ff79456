import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { cgroupChains } from './cgroup.ts';

const UNIFIED = '30 24 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n';

describe('the control groups of this process', () => {
  it('are listed from the innermost to the mount point', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '0::/user.slice/app.scope\n',
      'proc/self/mountinfo': UNIFIED,
    });
    expect(cgroupChains(root, 'memory')).toEqual([
      {
        version: 2,
        folders: ['/sys/fs/cgroup/user.slice/app.scope', '/sys/fs/cgroup/user.slice', '/sys/fs/cgroup'],
      },
    ]);
  });

  it('are found in each hierarchy of a hybrid system, by the controller of the mount', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '4:memory:/a\n2:cpu,cpuacct:/b\n0::/\n',
      'proc/self/mountinfo':
        '35 31 0:32 / /cg/memory rw - cgroup cgroup rw,memory\n' +
        '32 31 0:29 / /cg/cpu rw - cgroup cgroup rw,cpu,cpuacct\n' +
        '41 31 0:38 / /cg/unified rw - cgroup2 cgroup2 rw\n',
    });
    expect(cgroupChains(root, 'memory')).toEqual([
      { version: 1, folders: ['/cg/memory/a', '/cg/memory'] },
      { version: 2, folders: ['/cg/unified'] },
    ]);
    expect(cgroupChains(root, 'cpu')[0]).toEqual({ version: 1, folders: ['/cg/cpu/b', '/cg/cpu'] });
  });

  it('start at the mounted part of the hierarchy in a container', () => {
    const root = madeUpTree({
      'proc/self/cgroup': '4:memory:/docker/abc/inner\n',
      'proc/self/mountinfo': '35 31 0:32 /docker/abc /cg/memory ro - cgroup cgroup rw,memory\n',
    });
    expect(cgroupChains(root, 'memory')[0]?.folders).toEqual(['/cg/memory/inner', '/cg/memory']);
  });

  it('are only the mount point for a path that leads out of it', () => {
    const root = madeUpTree({ 'proc/self/cgroup': '0::/../../outside\n', 'proc/self/mountinfo': UNIFIED });
    expect(cgroupChains(root, 'memory')[0]?.folders).toEqual(['/sys/fs/cgroup']);
  });

  it('are an empty list without /proc', () => {
    expect(cgroupChains(madeUpTree({}), 'cpu')).toEqual([]);
  });
});
