/** The process that holds a lock, as the lock describes it. */
export interface Holder {
  /** The user; empty if unknown. */
  readonly owner: string;
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
}

/** Longest name of a user or a host that a lock can state, and longest time. */
const LONGEST_NAME = 255;
const LONGEST_TIME = 40;
/** Process numbers have 32 bits on every system. */
const LARGEST_PID = 2 ** 32 - 1;

/** The holder that the text of a lock names; null for anything else than the text of a lock. */
export function holderIn(text: string | null): Holder | null {
  const { owner, pid, host, startedAt } = fieldsOf(text);
  if (!isPid(pid) || !isText(host, LONGEST_NAME) || !isText(startedAt, LONGEST_TIME)) return null;
  return { owner: isText(owner, LONGEST_NAME) ? owner : '', pid, host, startedAt };
}

function fieldsOf(text: string | null): Partial<Record<keyof Holder, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function isPid(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= LARGEST_PID;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

/** This machine and process, as far as they tell whether the holder of a lock lives. */
export interface Here {
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since this machine was started. */
  readonly uptime: number;
  readonly isAlive: (pid: number) => boolean;
}

/** What a lock shows: somebody holds it, its process is gone, or only watching it for some time (in milliseconds) can tell. */
export type HolderState =
  | { readonly kind: 'held' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'watch'; readonly time: number };

/** Without a sign of life for this time a process on another machine is gone, and one of this machine is doubtful. */
const SILENT = 5 * 60_000;
/** The same for a lock that names no process: its writer may be about to complete it. */
const SILENT_NAMELESS = 30_000;
/** Clocks that differ by less than this count as equal. */
const SKEW = 10_000;
/** More than two signs of life, and for another machine, whose signs may arrive late, more than five. */
const WATCH = 12_000;
const WATCH_FAR = 30_000;

/**
 * Judges a lock by its holder (null if it names none) and by the milliseconds since its last sign of life: negative if that
 * lies in the future, null if unknown.
 */
export function judge(holder: Holder | null, silence: number | null, here: Here): HolderState {
  const fromFuture = silence !== null && silence < -SKEW;
  if (holder === null) {
    return silence !== null && silence > SILENT_NAMELESS ? GONE : { kind: 'watch', time: WATCH };
  }
  if (holder.host !== here.host) {
    if (fromFuture) return { kind: 'watch', time: WATCH_FAR };
    return silence !== null && silence > SILENT ? GONE : HELD;
  }
  // A restarted container counts its processes from the beginning: this number was that of an earlier process.
  if (holder.pid === here.pid || !here.isAlive(holder.pid)) return GONE;
  if (silence === null) return HELD;
  if (silence > here.uptime) return GONE;
  // The number may belong to another process by now.
  return fromFuture || silence > SILENT ? { kind: 'watch', time: WATCH } : HELD;
}

const HELD: HolderState = { kind: 'held' };
const GONE: HolderState = { kind: 'gone' };
