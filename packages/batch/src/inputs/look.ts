import { type BigIntStats, closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';
import { CHANGE_TIME_TELLS } from '../platform/change-time.ts';

/** A file at one instant, as far as its storage tells without reading it. Times in nanoseconds since 1970. */
export interface Look {
  readonly device: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
}

const NANOSECONDS = 1e6;
/** A pipe without a writer would block. Absent on Windows. */
const NO_WAITING = constants.O_NONBLOCK ?? 0;

/** Null if there is no such file. Opens it: a network file system answers from its memory otherwise. */
export function lookAt(file: string): Look | null {
  try {
    const opened = openSync(file, constants.O_RDONLY | NO_WAITING);
    try {
      return fromStat(fstatSync(opened, { bigint: true }));
    } finally {
      closeSync(opened);
    }
  } catch {
    return lookFromOutside(file);
  }
}

/** Somebody may keep a file for themselves without hiding it. */
function lookFromOutside(file: string): Look | null {
  try {
    return fromStat(statSync(file, { bigint: true }));
  } catch {
    return null;
  }
}

function fromStat(stat: BigIntStats): Look | null {
  if (!stat.isFile()) return null;
  return { device: stat.dev, size: stat.size, modified: stat.mtimeNs, changed: stat.ctimeNs };
}

/** Whether nobody has written to the file between two looks, by its size and times. */
export function isSameLook(one: Look, other: Look): boolean {
  const isChanged = CHANGE_TIME_TELLS && one.changed !== other.changed;
  return one.size === other.size && one.modified === other.modified && !isChanged;
}

/**
 * When the file was last written to, in milliseconds since 1970. Writing sets both times; whoever sets the time of
 * modification alone, to any value, changes the other one too.
 */
export function writtenAt({ modified, changed }: Look): number {
  const latest = CHANGE_TIME_TELLS && changed > 0n && changed < modified ? changed : modified;
  return Number(latest) / NANOSECONDS;
}

/** For people and reports. */
export function lookFacts({ size, modified }: Look): { readonly size: number; readonly modified: number } {
  return { size: Number(size), modified: Number(modified) / NANOSECONDS };
}
