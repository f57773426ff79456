import { randomUUID } from 'node:crypto';
import { hostname, uptime, userInfo } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '@ballast/profiler';
import { FaultError } from '@ballast/resource-model';
import { type Here, type Holder, holderIn, judge } from './holder.ts';
import type { OutputFolder } from './layout.ts';
import {
  createLock,
  giveSign,
  isSameLock,
  type SeenLock,
  type Sign,
  seenLock,
  silenceOf,
  takeAway,
} from './lock-file.ts';

export interface OutputLock {
  /** Reports that the lock of a process that is gone was taken over; null if there was no lock. */
  readonly warning: string | null;
  /** Fault OUTPUT_TAKEN if another process has taken over the folder: nothing more may be written there. */
  check(): void;
  /** Whether the lock was removed and made again while this process held it. */
  wasRemoved(): boolean;
  /** Releases the folder; may be called more than once. */
  release(): void;
}

export interface LockOptions {
  /** Called with one sentence before this process watches a lock for longer than an instant. */
  readonly notice?: (message: string) => void;
  /** Factor of the times for which a lock is watched; for tests. */
  readonly haste?: number;
}

type Place = Pick<OutputFolder, 'root' | 'lock'>;

/** Time between two signs of life, in milliseconds: each updates the lock's time of writing. */
const HEARTBEAT = 5000;
/** Without a sign for this time, a process asks whether the lock is still its own before it writes anything. */
const OVERDUE = 2 * HEARTBEAT;
/** How often a watched lock is looked at, in milliseconds. */
const LOOK_EVERY = 500;
/** How often a lock that keeps changing hands is tried. */
const TRIES = 10;
/** Texts of the locks that this process holds: its own number alone does not distinguish them from those of an earlier process. */
const heldHere = new Set<string>();

/**
 * Takes an existing output folder for this process. Takes over a lock whose process is gone: one of this machine that has
 * ended, one of another machine that has given no sign of life for minutes, or one that gives none while this process
 * watches, if the lock names no process or has a time that proves nothing. Faults: OUTPUT_IN_USE, OUTPUT_NOT_OURS; throws
 * the system's error if it cannot write.
 */
export async function lockOutput({ root, lock }: Place, options: LockOptions = {}): Promise<OutputLock> {
  const startedAt = new Date().toISOString();
  const own = { owner: userName(), pid: process.pid, host: hostname(), startedAt } satisfies Holder;
  const text = `${JSON.stringify({ ...own, id: randomUUID() })}\n`;
  let warning: string | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (createLock(lock, text)) return held({ root, lock }, text, warning);
    const seen = seenLock(lock);
    if (seen === null) continue;
    const holder = holderIn(seen.text);
    if (!(await isAbandoned({ root, lock }, { seen, holder }, options))) continue;
    if (takeAway(lock, seen)) warning = takenOver(root, holder);
  }
  throw inUse({ root, lock }, null);
}

/** False if the lock has changed hands meanwhile. Fault OUTPUT_IN_USE if its holder lives. */
async function isAbandoned(
  { root, lock }: Place,
  { seen, holder }: { readonly seen: SeenLock; readonly holder: Holder | null },
  { notice = () => undefined, haste = 1 }: LockOptions,
): Promise<boolean> {
  if (seen.text !== null && heldHere.has(seen.text)) throw inUse({ root, lock }, holder);
  const judgement = judge(holder, silenceOf(lock, seen), here());
  if (judgement.kind === 'gone') return true;
  if (judgement.kind === 'held') throw inUse({ root, lock }, holder);
  const time = judgement.time / haste;
  notice(
    `the lock ${lock} does not show whether its process lives: watching it for ${Math.ceil(time / 1000)} s`,
  );
  for (const until = performance.now() + time; performance.now() < until; ) {
    await wait(LOOK_EVERY / haste);
    const now = seenLock(lock);
    if (isSameLock(now, seen)) continue;
    // The same text again is a sign of life.
    if (now?.text === seen.text && now?.number === seen.number) throw inUse({ root, lock }, holder);
    return false;
  }
  return true;
}

function here(): Here {
  return { host: hostname(), pid: process.pid, uptime: 1000 * uptime(), isAlive };
}

function held({ root, lock }: Place, text: string, warning: string | null): OutputLock {
  let isLost = false;
  let wasRemoved = false;
  let signAt = Date.now();
  heldHere.add(text);
  const beat = (): void => {
    if (isLost) return;
    signAt = Date.now();
    const sign = giveSign(lock, text);
    isLost = sign === 'lost' || (sign === 'removed' && again(lock, text) === 'lost');
    wasRemoved ||= sign === 'removed';
  };
  const timer = setInterval(beat, HEARTBEAT);
  timer.unref();
  const release = (): void => {
    clearInterval(timer);
    heldHere.delete(text);
    process.off('exit', release);
    try {
      const seen = seenLock(lock);
      if (seen?.text === text) takeAway(lock, seen);
    } catch {
      // The lock that stays behind is that of a process that is gone.
    }
  };
  process.once('exit', release);
  const check = (): void => {
    // A process that was stopped for minutes may have lost the folder before it gives its next sign.
    if (Math.abs(Date.now() - signAt) > OVERDUE) beat();
    if (isLost) throw taken({ root, lock });
  };
  return { warning, check, wasRemoved: () => wasRemoved && !isLost, release };
}

/** Makes a lock again that was removed, unless another process was faster. */
function again(lock: string, text: string): Sign {
  try {
    return createLock(lock, text) ? 'given' : 'lost';
  } catch {
    // Whoever removed the lock may have removed its folder, too.
    return 'unknown';
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user that has only a number, as in many containers.
    return '';
  }
}

function takenOver(root: string, holder: Holder | null): string {
  const who =
    holder === null
      ? `a lock in ${root} names no process and has given no sign of life`
      : `an earlier batch in ${root} (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}) is gone and did not release the folder`;
  return `${who}; this batch takes it over`;
}

function inUse({ root, lock }: Place, holder: Holder | null): FaultError {
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

function taken({ root, lock }: Place): FaultError {
  return new FaultError({
    code: 'OUTPUT_TAKEN',
    message: `another process has taken over the output folder ${root} because this one seemed to be gone; this one stops`,
    hint: `see ${lock} for the process that has resumed the batch`,
    details: { lock },
    class: 'output',
  });
}
