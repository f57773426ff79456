import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { FaultError } from '@ballast/resource-model';
import { isAlive } from '../platform/process-alive.ts';
import type { OutputFolder } from './output-folder.ts';

export interface OutputLock {
  /** That the lock of a batch which is gone was taken over; null where there was none. */
  readonly warning: string | null;
  /** Gives the folder back; once is enough. */
  release(): void;
}

/** Who holds a lock; null where the lock does not say. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
}

/** Looks at a lock that keeps changing hands before it is given up. */
const TRIES = 10;

/**
 * Takes an output folder, which has to be there, for this process. The lock of a process that is gone from this machine
 * is taken over. Fault: OUTPUT_IN_USE; throws the system's error where it cannot write.
 */
export function lockOutput({ root, lock }: OutputFolder): OutputLock {
  const own = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() } satisfies Holder;
  const text = `${JSON.stringify(own)}\n`;
  let warning: string | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (createWhole(lock, text)) return held(lock, text, warning);
    const found = readText(lock);
    if (found === null) continue;
    const holder = parseHolder(found);
    if (holder === null || !isGone(holder)) throw inUse({ root, lock }, holder);
    if (takeAway(lock, found)) {
      warning = `an earlier batch in ${root} (process ${holder.pid}, since ${holder.startedAt}) is gone without having given the folder back; this one takes it over`;
    }
  }
  throw inUse({ root, lock }, null);
}

function held(lock: string, text: string, warning: string | null): OutputLock {
  const release = (): void => {
    process.off('exit', release);
    try {
      if (readText(lock) === text) rmSync(lock, { force: true });
    } catch {
      // What stays behind is the lock of a process that is gone.
    }
  };
  process.once('exit', release);
  return { warning, release };
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
    const { pid, host, startedAt } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof startedAt !== 'string') return null;
    return { pid, host, startedAt };
  } catch {
    return null;
  }
}

/** Our own number in a lock that is not ours is that of an earlier process: a restarted container counts anew. */
function isGone({ pid, host }: Holder): boolean {
  return host === hostname() && (pid === process.pid || !isAlive(pid));
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
      : `by process ${holder.pid} on ${holder.host}, since ${holder.startedAt}`;
  return new FaultError({
    code: 'OUTPUT_IN_USE',
    message: `the output folder ${root} is in use (${who})`,
    hint: `wait until that batch has ended, or name another folder with --out; if you are sure that it is gone, delete ${lock}`,
    details: holder === null ? { lock } : { lock, ...holder },
  });
}
