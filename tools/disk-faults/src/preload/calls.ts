import type { CallKind } from '../effect.ts';

/** How a call of `node:fs` names what it works on: by its path, or by the number of an open file. */
export interface CallShape {
  readonly kind: CallKind;
  readonly by: 'path' | 'fd';
  /** Its second argument is a path, too. */
  readonly two?: boolean;
}

const onPath = (kind: CallKind): CallShape => ({ kind, by: 'path' });
const onFd = (kind: CallKind): CallShape => ({ kind, by: 'fd' });
const onTwo = (kind: CallKind): CallShape => ({ kind, by: 'path', two: true });

/** Names without `Sync`; not all of them exist in all three forms. */
export const CALLS: Readonly<Record<string, CallShape>> = {
  open: onPath('open'),
  opendir: onPath('readdir'),
  readdir: onPath('readdir'),
  mkdir: onPath('mkdir'),
  rename: onTwo('rename'),
  link: onTwo('link'),
  symlink: onTwo('link'),
  copyFile: onTwo('write'),
  unlink: onPath('remove'),
  rm: onPath('remove'),
  rmdir: onPath('remove'),
  stat: onPath('stat'),
  lstat: onPath('stat'),
  statfs: onPath('stat'),
  access: onPath('stat'),
  exists: onPath('stat'),
  realpath: onPath('stat'),
  utimes: onPath('stat'),
  readFile: onPath('read'),
  writeFile: onPath('write'),
  appendFile: onPath('write'),
  truncate: onPath('truncate'),
  read: onFd('read'),
  readv: onFd('read'),
  write: onFd('write'),
  writev: onFd('write'),
  fstat: onFd('stat'),
  ftruncate: onFd('truncate'),
  fsync: onFd('sync'),
  fdatasync: onFd('sync'),
};

/** Forms that change something in a way that is not recorded: a test that needs one must add it. */
export const UNRECORDED: ReadonlySet<string> = new Set(['writev', 'truncate', 'symlink', 'utimes']);
