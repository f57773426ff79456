import { readFileSync } from 'node:fs';

/** Memory of one process, in bytes: private pages, and pages that may be shared. */
export interface ProcessMemory {
  readonly own: number;
  readonly shared: number;
}

/** Why process trees cannot be read here; null if they can. */
export const TREE_REASON: string | null =
  process.platform === 'linux' ? null : 'the processes of a tree are listed on Linux only';

/** The descendants of a process; those that ended meanwhile are omitted. */
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

/** Usage of this process and of the children that it has waited for; null if the system does not report it. */
export interface OwnUsage {
  /** Seconds of the children only. */
  readonly childrenCpu: number | null;
  /** Bytes from storage, and bytes requested. */
  readonly fetched: number | null;
  readonly read: number | null;
}

/** USER_HZ, which is 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/** On Linux the figures of an ended process, and of its own children, are added to its parent's when the parent waits for it. */
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
