import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, FaultError } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import { goneAway, type InputIdentity, identify } from './identity.ts';
import { isSameLook, type Look, lookAt, lookFacts, writtenAt } from './look.ts';

/**
 * Storage keeps times in ticks of up to 2 s. After this time, in milliseconds, a further write has another time; before, a
 * file may be written to again, or be half written, and look the same.
 */
export const QUIET = 2000;
/** Longest wait for a file to be left alone, in milliseconds. */
const PATIENCE = 5000;
/**
 * A file that was written to within this time, in milliseconds, is hashed before and after it is read: one large write, or
 * writes through a memory map, may go on this long after they have set the time.
 */
const RECENT = 60_000;

/** The time of the storage with this device number, in milliseconds since 1970. */
export type StorageTime = (device: bigint) => number;

/** Detects that a file is written to while it is read. */
export interface InputWatch {
  /** Call before the file is opened; waits until nobody writes to it. Fault: INPUT_CHANGED. */
  begin(): Promise<void>;
  /** Rejects with the step's own error, unless the file has changed, which explains it. Fault: INPUT_CHANGED. */
  during<T>(step: () => Promise<T>): Promise<T>;
  /** Faults if the file is no longer the one that was read: INPUT_CHANGED, INPUT_UNAVAILABLE. */
  check(): Promise<void>;
}

/** What the file was when its reading began; `content` only if it was written to recently. */
interface Beginning {
  readonly look: Look;
  readonly content: InputIdentity | null;
}

export function watchInput(file: string, storageTime: StorageTime = Date.now): InputWatch {
  let beginning: Beginning | null = null;
  return {
    begin: async () => {
      const look = await quietLook(file, storageTime);
      if (look === null) return;
      const isRecent = storageTime(look.device) - writtenAt(look) < RECENT;
      beginning = { look, content: isRecent ? await contentOf(file) : null };
    },
    during: async (step) => {
      try {
        return await step();
      } catch (error) {
        // A missing file is reported by whoever reads it.
        if (beginning !== null && lookAt(file) !== null) await compare(file, beginning);
        throw error;
      }
    },
    check: async () => {
      if (beginning !== null) await compare(file, beginning);
    },
  };
}

/** The file once it has been left alone for long enough; null if there is none. */
async function quietLook(file: string, storageTime: StorageTime): Promise<Look | null> {
  const patienceEnds = performance.now() + PATIENCE;
  let before: { readonly look: Look; readonly at: number } | null = null;
  for (;;) {
    const look = lookAt(file);
    if (look === null) return null;
    const age = storageTime(look.device) - writtenAt(look);
    if (age >= QUIET) return look;
    // Whatever the clocks say: a write from now on has another time.
    const now = performance.now();
    if (before !== null && isSameLook(before.look, look) && now - before.at >= QUIET) return look;
    if (before === null || !isSameLook(before.look, look)) before = { look, at: now };
    const wait = Math.ceil(Math.min(QUIET - age, QUIET));
    if (now + wait > patienceEnds) throw new FaultError(stillWritten(file, look));
    await pause(wait);
  }
}

async function compare(file: string, { look, content }: Beginning): Promise<void> {
  const now = lookAt(file);
  if (now === null) throw new FaultError(goneAway(file));
  if (!isSameLook(look, now)) throw new FaultError(changed(file, look, now));
  if (content === null) return;
  const contentNow = await contentOf(file);
  // The times are compared above; these of a file that was replaced meanwhile would differ.
  if (contentNow === null || contentNow.whole !== content.whole)
    throw new FaultError(changed(file, look, now));
}

/** Null for a file that cannot be read: its reader reports why. */
async function contentOf(file: string): Promise<InputIdentity | null> {
  try {
    return await identify(file, true);
  } catch {
    return null;
  }
}

function changed(file: string, before: Look, now: Look): Fault {
  return {
    code: 'INPUT_CHANGED',
    message: `the file ${howItChanged(before, now)} while it was read`,
    hint: 'run the batch again when the program that writes the file has finished',
    details: { path: file, before: lookFacts(before), now: lookFacts(now) },
    class: 'input-changed',
  };
}

function stillWritten(file: string, now: Look): Fault {
  return {
    code: 'INPUT_CHANGED',
    message: `the file was still being written to: it was not left alone for ${QUIET / 1000} s within ${PATIENCE / 1000} s`,
    hint: 'run the batch again when the program that writes the file has finished',
    details: { path: file, now: lookFacts(now) },
    class: 'input-changed',
  };
}

function howItChanged(before: Look, now: Look): string {
  return before.size === now.size
    ? 'was written to'
    : `went from ${before.size} to ${countText(Number(now.size), 'byte')}`;
}
