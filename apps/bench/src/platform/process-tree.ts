import { readFileSync } from 'node:fs';

/** Memory of one process, in bytes: its own pages, and those that it may share with others. */
export interface ProcessMemory {
  readonly own: number;
  readonly shared: number;
}

/** Why process trees cannot be looked at here; null where they can. */
export const TREE_REASON: string | null =
  process.platform === 'linux' ? null : 'the processes of a tree are listed on Linux only';

/** All processes that descend from one, without itself; those that ended meanwhile are left out. */
export function descendants(root: number): readonly number[] {
  const found: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    // The main thread's children: neither Node nor Python nor Perl starts processes from another thread here.
    const text = readOrEmpty(`/proc/${pid}/task/${pid}/children`).trim();
    for (const child of text === '' ? [] : text.split(' ').map(Number)) {
      found.push(child);
      open.push(child);
    }
  }
  return found;
}

/** Null for a process that is gone. */
export function memoryOf(pid: number): ProcessMemory | null {
  const text = readOrEmpty(`/proc/${pid}/status`);
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? Number.NaN);
  const [anonymous, file, shm] = [kilobytes('RssAnon'), kilobytes('RssFile'), kilobytes('RssShmem')];
  if (!Number.isFinite(anonymous + file + shm)) return null;
  return { own: anonymous * 1024, shared: (file + shm) * 1024 };
}

/** What this process and all children that it has waited for have used; null where the system does not tell. */
export interface OwnUsage {
  /** Seconds of the children alone. */
  readonly childrenCpu: number | null;
  /** Bytes from storage, and bytes that were asked for. */
  readonly fetched: number | null;
  readonly read: number | null;
}

/** USER_HZ, which is 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/** On Linux a process that was waited for adds its figures, and those of all that it waited for, to its parent's. */
export function ownUsage(): OwnUsage {
  const stat = readOrEmpty('/proc/self/stat');
  // The name, in brackets, may hold spaces; fields 16 and 17 are the children's user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  const io = readOrEmpty('/proc/self/io');
  const count = (name: string): number | null => {
    const [, digits] = new RegExp(`^${name}: (\\d+)$`, 'm').exec(io) ?? [];
    return digits === undefined ? null : Number(digits);
  };
  return {
    childrenCpu: stat === '' || !Number.isFinite(ticks) ? null : ticks / TICKS_PER_SECOND,
    fetched: count('read_bytes'),
    read: count('rchar'),
  };
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
