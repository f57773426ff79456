import { readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KIB } from '@ballast/resource-model';
import type { HighWaterMark } from '../platform.ts';
import { keptOpen } from './kept-open.ts';

/** The text of `status` is shorter than this by far, in bytes. */
const ENOUGH = 8192;

/**
 * Linux resets the mark of a process when 5 is written to `clear_refs` (proc_pid_clear_refs(5)). The files stay open: a brief
 * attempt takes less time than it takes to open and close them.
 */
export function linuxHighWaterMark(root: string): HighWaterMark {
  const clear = keptOpen(join(root, 'proc/self/clear_refs'), 'w');
  const status = keptOpen(join(root, 'proc/self/status'), 'r');
  const text = Buffer.alloc(ENOUGH);
  let canReset = true;
  return {
    reset: () => {
      canReset = clear((fd) => writeSync(fd, '5', 0)) !== null;
    },
    read: () => {
      const length = canReset ? status((fd) => readSync(fd, text, 0, ENOUGH, 0)) : null;
      return length === null ? null : markIn(text.toString('latin1', 0, length));
    },
  };
}

function markIn(status: string): number | null {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kib === undefined ? null : Number(kib) * KIB;
}
