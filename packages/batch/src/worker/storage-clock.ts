import { closeSync, fstatSync, openSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { temporaryOf } from '../files/whole-file.ts';
import type { StorageTime } from '../inputs/input-watch.ts';

interface Offset {
  readonly device: bigint;
  /** What its clock shows more than this machine's, in milliseconds. */
  readonly ahead: number;
}

/**
 * The clocks of storage: a file server has one of its own. It is read off a new file in `folder`, once, for the device of
 * that folder; other devices are taken to have the time of this machine.
 */
export function storageClock(folder: string): StorageTime {
  const offset = offsetOf(folder);
  return (device) => Date.now() + (device === offset?.device ? offset.ahead : 0);
}

function offsetOf(folder: string): Offset | null {
  const probe = temporaryOf(path.join(folder, 'clock'));
  try {
    const file = openSync(probe, 'wx', 0o600);
    try {
      const { dev: device, mtimeMs } = fstatSync(file, { bigint: true });
      return { device, ahead: Number(mtimeMs) - Date.now() };
    } finally {
      closeSync(file);
      unlinkSync(probe);
    }
  } catch {
    // What prevents it will prevent the result as well, and is reported there.
    return null;
  }
}
