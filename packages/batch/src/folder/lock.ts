import { randomBytes, randomUUID } from 'node:crypto';
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
import path from 'node:path';
import { isAlive } from '@ballast/profiler';
import { FaultError } from '@ballast/resource-model';
import { modeIn } from '../files/mode-in.ts';
import type { OutputFolder } from './layout.ts';

export interface OutputLock {
  /** Reports that the lock of a process that is gone was taken over; null if there was no lock. */
  readonly warning: string | null;
  /** Fault OUTPUT_TAKEN if another process has taken over the folder: nothing more may be written there. */
  check(): void;
  /** Releases the folder; may be called more than once. */
  release(): void;
}

/** The process that holds a lock, as the lock describes it. */
interface Holder {
  /** The user; empty if unknown. */
  readonly owner: string;
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
}

/** Time between two signs of life, in milliseconds: each updates the lock's time of writing. */
const HEARTBEAT = 5000;
/** A process on another machine is gone after this time without a sign of life, in milliseconds. */
const SILENT = 5 * 60_000;
/** How often a lock that keeps changing hands is tried. */
const TRIES = 10;
/** Texts of the locks that this process holds: its own number alone does not distinguish them from those of an earlier process. */
const heldHere = new Set<string>();

/**
 * Takes an existing output folder for this process. Takes over the lock of a process that is gone from this machine, or of
 * one on another machine that has given no sign of life for minutes. Fault: OUTPUT_IN_USE; throws the system's error if it
 * cannot write.
 */
export function lockOutput({ root, lock }: OutputFolder): OutputLock {
  const startedAt = new Date().toISOString();
  const own = { owner: userName(), pid: process.pid, host: hostname(), startedAt } satisfies Holder;
  const text = `${JSON.stringify({ ...own, id: randomUUID() })}\n`;
  let warning: string | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (createWhole(lock, text)) return held({ root, lock }, text, warning);
    const found = readText(lock);
    if (found === null) continue;
    const holder = parseHolder(found);
    if (holder === null || heldHere.has(found) || !isGone(holder, lock)) throw inUse({ root, lock }, holder);
    if (takeAway(lock, found)) {
      warning = `an earlier batch in ${root} (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}) is gone and did not release the folder; this batch takes it over`;
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
  heldHere.add(text);
  const beat = setInterval(() => {
    isLost ||= !giveSign(lock, text);
  }, HEARTBEAT);
  beat.unref();
  const release = (): void => {
    clearInterval(beat);
    heldHere.delete(text);
    process.off('exit', release);
    try {
      if (readText(lock) === text) rmSync(lock, { force: true });
    } catch {
      // The lock that stays behind is that of a process that is gone.
    }
  };
  process.once('exit', release);
  const check = (): void => {
    if (isLost) throw taken({ root, lock });
  };
  return { warning, check, release };
}

/** Writes the same text again; false if the lock has another text. Storage that fails for a while proves nothing about the lock. */
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
    // A user that has only a number, as in many containers.
    return '';
  }
}

/** False if the file exists already. */
function createWhole(file: string, text: string): boolean {
  let fd: number;
  try {
    fd = openSync(file, 'wx', modeIn(path.dirname(file)));
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

/** Null if the file does not exist. */
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
 * A lock with this process's own number was left by an earlier process: a restarted container counts from the beginning. So
 * was any lock that was last written before this machine was started.
 */
function isGone({ pid, host }: Holder, lock: string): boolean {
  if (host !== hostname()) return silence(lock) > SILENT;
  return pid === process.pid || !isAlive(pid) || silence(lock) > 1000 * uptime();
}

/** Milliseconds since the last sign of life, by the clock of the storage; 0 if unknown. */
function silence(lock: string): number {
  const probe = `${besideLock(lock)}.probe`;
  try {
    writeFileSync(probe, '', { flag: 'wx' });
    return statSync(probe).mtimeMs - statSync(lock).mtimeMs;
  } catch {
    return 0;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** A name that nobody can guess; what killed processes leave is removed by it. */
function besideLock(lock: string): string {
  return `${lock}.${process.pid}-${randomBytes(4).toString('hex')}`;
}

/** Two processes may find the same abandoned lock; the slower one must not remove the lock of the faster one. */
function takeAway(lock: string, left: string): boolean {
  const aside = besideLock(lock);
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
      ? `its lock ${lock} does not name the process`
      : `by process ${holder.pid} on ${holder.host}${holder.owner === '' ? '' : ` of ${holder.owner}`}, since ${holder.startedAt}`;
  return new FaultError({
    code: 'OUTPUT_IN_USE',
    message: `the output folder ${root} is in use (${who})`,
    hint: `wait until that batch has ended, or choose another output folder (--out); if you are sure that the process is gone, delete ${lock}`,
    details: holder === null ? { lock } : { lock, ...holder },
  });
}

function taken({ root, lock }: { root: string; lock: string }): FaultError {
  return new FaultError({
    code: 'OUTPUT_TAKEN',
    message: `another process has taken over the output folder ${root} because this one seemed to be gone; this one stops`,
    hint: `see ${lock} for the process that has resumed the batch`,
    details: { lock },
  });
}
