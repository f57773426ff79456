import { readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KIB } from '@ballast/resource-model';
import type { HighWaterMark } from '../../platform.ts';
import { keptOpen } from '../files/kept-open.ts';

/** In bytes. The text of `status` is shorter, unless its user is in hundreds of groups. */
const MOSTLY_ENOUGH = 8192;
/** The kernel lists 65,536 groups at most, of 11 characters each. */
const MOST = 1024 * 1024;

/**
 * Linux resets the mark of a process when 5 is written to `clear_refs` (proc_pid_clear_refs(5)). The files stay open: a brief
 * attempt takes less time than it takes to open and close them.
 */
export function linuxHighWaterMark(root: string): HighWaterMark {
  const clear = keptOpen(join(root, 'proc/self/clear_refs'), 'w');
  const status = keptOpen(join(root, 'proc/self/status'), 'r');
  let text = Buffer.alloc(MOSTLY_ENOUGH);
  let canReset = true;
  return {
    reset: () => {
      canReset = clear((fd) => writeSync(fd, '5', 0)) !== null;
    },
    read: () => {
      if (!canReset) return null;
      const length = status((fd) => {
        let filled = readSync(fd, text, 0, text.length, 0);
        while (filled === text.length && text.length < MOST) {
          text = Buffer.alloc(2 * text.length);
          filled = readSync(fd, text, 0, text.length, 0);
        }
        return filled;
      });
      return length === null ? null : markIn(text.toString('latin1', 0, length));
    },
  };
}

function markIn(status: string): number | null {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) * KIB;
}
