import { posix } from 'node:path';
import { type Mount, readMounts } from '../files/mount-info.ts';
import { readText } from '../read-text.ts';

/** The control groups that contain this process in one hierarchy, the innermost first. */
export interface CgroupChain {
  readonly version: 1 | 2;
  /** Absolute folders as this process sees them, up to the mount point of the hierarchy. */
  readonly folders: readonly string[];
}

/** The chains that may limit `controller`: the unified hierarchy and, on older or hybrid systems, that of version 1. */
export function cgroupChains(root: string, controller: 'cpu' | 'memory'): CgroupChain[] {
  const mounts = readMounts(root);
  const chains: CgroupChain[] = [];
  for (const line of (readText(root, 'proc/self/cgroup') ?? '').split('\n')) {
    // hierarchy id ":" controllers ":" path; the path may contain colons.
    const match = /^(\d+):([^:]*):(.*)$/.exec(line);
    if (match === null) continue;
    const [, hierarchy = '', controllers = '', path = ''] = match;
    if (hierarchy === '0' && controllers === '') {
      const mount = mounts.find((m) => m.fileSystem === 'cgroup2');
      chains.push({ version: 2, folders: foldersUp(path, mount, '/sys/fs/cgroup') });
    } else if (controllers.split(',').includes(controller)) {
      const mount = mounts.find((m) => m.fileSystem === 'cgroup' && m.superOptions.includes(controller));
      chains.push({ version: 1, folders: foldersUp(path, mount, `/sys/fs/cgroup/${controller}`) });
    }
  }
  return chains;
}

function foldersUp(path: string, mount: Mount | undefined, usualMountPoint: string): string[] {
  const top = mount?.mountPoint ?? usualMountPoint;
  const inside = relativeTo(mount?.fileSystemRoot ?? '/', path);
  const folders: string[] = [];
  const names = inside.split('/').filter((name) => name !== '');
  for (let count = names.length; count >= 0; count -= 1) {
    folders.push(posix.join(top, ...names.slice(0, count)));
  }
  return folders;
}

/**
 * In a container without its own cgroup namespace only a part of the hierarchy is mounted, but the path still starts at
 * the top. For a path outside the mounted part (also `/..`) the mount point is the nearest group.
 */
function relativeTo(mounted: string, path: string): string {
  if (path.split('/').includes('..')) return '';
  if (mounted === '/') return path;
  if (path === mounted) return '';
  return path.startsWith(`${mounted}/`) ? path.slice(mounted.length + 1) : '';
}
