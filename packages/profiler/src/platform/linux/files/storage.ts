import { readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, posix, resolve } from 'node:path';
import type { Storage } from '../../platform.ts';
import { readText } from '../read-text.ts';
import { type Mount, mountOf, readMounts } from './mount-info.ts';

const NETWORK = new Set(
  'nfs nfs4 cifs smb3 smbfs 9p afs lustre ceph beegfs gpfs ncpfs pvfs2 orangefs fuse.sshfs fuse.ceph fuse.glusterfs fuse.rclone fuse.s3fs'.split(
    ' ',
  ),
);
const MEMORY = new Set(['tmpfs', 'ramfs', 'devtmpfs', 'hugetlbfs']);
const VIRTUAL = /^vd[a-z]+$/;
// Device-mapper targets stack on each other; a loop in a damaged tree must not recurse forever.
const DEEPEST_STACK = 8;

export function linuxStorageKind(root: string, path: string): Storage {
  const evidence: string[] = [];
  const target = realPath(root, posix.resolve('/', path), evidence);
  const kind = kindOfPath({ root, mounts: readMounts(root), evidence }, target, 0);
  return { kind, evidence };
}

interface Search {
  readonly root: string;
  readonly mounts: readonly Mount[];
  readonly evidence: string[];
}

type Kind = Storage['kind'];

function kindOfPath(search: Search, path: string, depth: number): Kind {
  const mount = mountOf(search.mounts, path);
  if (mount === null) {
    search.evidence.push(`${path} is on no known mount`);
    return 'unknown';
  }
  search.evidence.push(`${path} is on ${mount.fileSystem} mounted at ${mount.mountPoint}`);
  if (NETWORK.has(mount.fileSystem)) return 'network';
  if (MEMORY.has(mount.fileSystem)) return 'memory';
  if (mount.fileSystem === 'overlay') return kindOfOverlay(search, mount, depth);
  return kindOfDevice(search, mount);
}

function kindOfOverlay(search: Search, mount: Mount, depth: number): Kind {
  const upper = mount.superOptions
    .find((option) => option.startsWith('upperdir='))
    ?.slice('upperdir='.length);
  if (upper === undefined || depth > 0) {
    search.evidence.push('the overlay has no upper folder that can be looked up');
    return 'unknown';
  }
  // In a container the upper folder is a path of the host: use it only if it exists here.
  const real = realPathOrNull(search.root, upper);
  if (real === null) {
    search.evidence.push(`the overlay's upper folder ${upper} is not visible from here`);
    return 'unknown';
  }
  return kindOfPath(search, real, depth + 1);
}

function kindOfDevice(search: Search, mount: Mount): Kind {
  // btrfs and others mount with an anonymous device number (major 0): their source still names a device.
  const folders = [`sys/dev/block/${mount.device}`];
  if (mount.source.startsWith('/dev/')) folders.push(`sys/class/block/${basename(mount.source)}`);
  for (const folder of folders) {
    const device = realPathOrNull(search.root, `/${folder}`);
    if (device !== null) return kindOfBlockDevice(search, device, 0);
  }
  search.evidence.push(`${mount.device} (${mount.source}) is not a block device of this machine`);
  return 'unknown';
}

function kindOfBlockDevice(search: Search, device: string, depth: number): Kind {
  const name = basename(device);
  if (depth > DEEPEST_STACK) return 'unknown';
  if (readText(search.root, `${device}/partition`) !== null) {
    search.evidence.push(`${name} is a partition of ${basename(dirname(device))}`);
    return kindOfBlockDevice(search, dirname(device), depth + 1);
  }
  const slaves = listFolder(search.root, `${device}/slaves`);
  if (slaves.length > 0) {
    search.evidence.push(`${name} is built on ${slaves.join(', ')}`);
    return combine(
      slaves.map((slave) => {
        const real = realPathOrNull(search.root, `${device}/slaves/${slave}`);
        return real === null ? 'unknown' : kindOfBlockDevice(search, real, depth + 1);
      }),
    );
  }
  const rotational = readText(search.root, `${device}/queue/rotational`)?.trim();
  search.evidence.push(`${name}/queue/rotational is ${rotational ?? 'absent'}`);
  if (rotational === '1' && VIRTUAL.test(name)) {
    search.evidence.push(`${name} is a virtio disk; its driver reports 1 for every kind of storage`);
    return 'unknown';
  }
  if (rotational === '1') return 'rotational';
  return rotational === '0' ? 'solid' : 'unknown';
}

/** A volume on several devices seeks as slowly as the slowest of them. */
function combine(kinds: readonly Kind[]): Kind {
  if (kinds.includes('rotational')) return 'rotational';
  return kinds.every((kind) => kind === 'solid') ? 'solid' : 'unknown';
}

function listFolder(root: string, path: string): string[] {
  try {
    return readdirSync(join(root, path)).sort();
  } catch {
    return [];
  }
}

/** Follows links; for a path that does not exist yet, those of its nearest existing ancestor. */
function realPath(root: string, path: string, evidence: string[]): string {
  for (let ancestor = path; ; ancestor = posix.dirname(ancestor)) {
    const real = realPathOrNull(root, ancestor);
    if (real !== null) return posix.join(real, path.slice(ancestor.length));
    if (ancestor === '/') return path;
    if (ancestor === path) evidence.push(`${path} does not exist`);
  }
}

/** The path with links resolved, relative to `root`; null if it does not exist or leads out of `root`. */
function realPathOrNull(root: string, path: string): string | null {
  try {
    const top = realpathSync(resolve(root));
    const real = realpathSync(join(top, path));
    if (top === '/') return real;
    return real.startsWith(top) ? real.slice(top.length).replaceAll('\\', '/') || '/' : null;
  } catch {
    return null;
  }
}
