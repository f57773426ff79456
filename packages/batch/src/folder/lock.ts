import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname, uptime, userInfo } from 'node:os';
import { isAlive } from '@ballast/profiler';
import { FaultError } from '@ballast/resource-model';
import type { OutputFolder } from './layout.ts';

export interface OutputLock {
  /** That the lock of a batch which is gone was taken over; null where there was none. */
  readonly warning: string | null;
  /** Fault OUTPUT_TAKEN where another process has taken the folder over: nothing more may be written there. */
  check(): void;
  /** Gives the folder back; once is enough. */
  release(): void;
}

/** Who holds a lock; null where the lock does not say. */
interface Holder {
  /** The user; empty where the lock or the system does not say. */
  readonly owner: string;
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
}

/** Time between two signs of life in the lock's time of writing, in milliseconds. */
const HEARTBEAT = 5000;
/** A process on another machine that gave no sign of life for so long is gone, in milliseconds. */
const SILENT = 5 * 60_000;
/** Looks at a lock that keeps changing hands before it is given up. */
const TRIES = 10;

/**
 * Takes an output folder, which has to be there, for this process. The lock of a process that is gone from this machine,
 * or of one elsewhere that has given no sign of life for minutes, is taken over. Fault: OUTPUT_IN_USE; throws the system's error where it cannot write.
 */
export function lockOutput({ root, lock }: OutputFolder): OutputLock {
  const startedAt = new Date().toISOString();
  const own = { owner: userName(), pid: process.pid, host: hostname(), startedAt } satisfies Holder;
  const text = `${JSON.stringify(own)}\n`;
  let warning: string | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (createWhole(lock, text)) return held({ root, lock }, text, warning);
    const found = readText(lock);
    if (found === null) continue;
    const holder = parseHolder(found);
    if (holder === null || !isGone(holder, lock)) throw inUse({ root, lock }, holder);
    if (takeAway(lock, found)) {
      warning = `an earlier batch in ${root} (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}) is gone without having given the folder back; this one takes it over`;
    }
  }
  throw inUse({ root, lock }, null);
}

function held(
  { root, lock }: Pick<OutputFolder, 'root' | 'lock'>,
  text: string,
  warning: string | null,
): OutputLock {
  let isLost = false;
  const beat = setInterval(() => {
    isLost ||= !giveSign(lock, text);
  }, HEARTBEAT);
  beat.unref();
  const release = (): void => {
    clearInterval(beat);
    process.off('exit', release);
    try {
      if (readText(lock) === text) rmSync(lock, { force: true });
    } catch {
      // What stays behind is the lock of a process that is gone.
    }
  };
  process.once('exit', release);
  const check = (): void => {
    if (isLost) throw taken({ root, lock });
  };
  return { warning, check, release };
}

/** Writes the same text again; false where it is not there any more. A storage that fails for a while is no answer. */
function giveSign(lock: string, text: string): boolean {
  try {
    if (readText(lock) !== text) return false;
    writeFileSync(lock, text, { flag: 'r+' });
  } catch {
    // The next sign may get through.
  }
  return true;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user that only has a number, as in many containers.
    return '';
  }
}

/** False where the file is there already. */
function createWhole(file: string, text: string): boolean {
  let fd: number;
  try {
    fd = openSync(file, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(fd, text);
  } catch (error) {
    closeSync(fd);
    rmSync(file, { force: true });
    throw error;
  }
  closeSync(fd);
  return true;
}

/** Null where the file is not there. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const { owner, pid, host, startedAt } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof startedAt !== 'string') return null;
    return { owner: typeof owner === 'string' ? owner : '', pid, host, startedAt };
  } catch {
    return null;
  }
}

/**
 * Our own number in a lock that is not ours is that of an earlier process: a restarted container counts anew. So is any
 * number in a lock that was last written before this machine was started.
 */
function isGone({ pid, host }: Holder, lock: string): boolean {
  if (host !== hostname()) return silence(lock) > SILENT;
  return pid === process.pid || !isAlive(pid) || silence(lock) > 1000 * uptime();
}

/** Milliseconds since the last sign of life, by the clock of the storage; 0 where that cannot be told. */
function silence(lock: string): number {
  const probe = `${lock}.${process.pid}.probe`;
  try {
    writeFileSync(probe, '');
    return statSync(probe).mtimeMs - statSync(lock).mtimeMs;
  } catch {
    return 0;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Two may find the same lock left behind; the slower of them must not take away the lock of the faster. */
function takeAway(lock: string, left: string): boolean {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const isThatOne = readText(aside) === left;
  if (isThatOne) rmSync(aside, { force: true });
  else renameSync(aside, lock);
  return isThatOne;
}

function inUse({ root, lock }: { root: string; lock: string }, holder: Holder | null): FaultError {
  const who =
    holder === null
      ? `its lock ${lock} does not tell by whom`
      : `by process ${holder.pid} on ${holder.host}${holder.owner === '' ? '' : ` of ${holder.owner}`}, since ${holder.startedAt}`;
  return new FaultError({
    code: 'OUTPUT_IN_USE',
    message: `the output folder ${root} is in use (${who})`,
    hint: `wait until that batch has ended, or name another folder with --out; if you are sure that it is gone, delete ${lock}`,
    details: holder === null ? { lock } : { lock, ...holder },
  });
}

function taken({ root, lock }: { root: string; lock: string }): FaultError {
  return new FaultError({
    code: 'OUTPUT_TAKEN',
    message: `another process has taken the output folder ${root} over, so that this one stops: it seemed to be gone`,
    hint: `look at ${lock} for who it is; the batch goes on there`,
    details: { lock },
  });
}
