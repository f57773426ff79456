import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIB } from '@ballast/resource-model';
import type { HighWaterMark } from '../platform.ts';
import { readTable } from './read-text.ts';

/** Linux resets the mark of a process when 5 is written to `clear_refs` (proc_pid_clear_refs(5)). */
export function linuxHighWaterMark(root: string): HighWaterMark {
  let canReset = true;
  return {
    reset: () => {
      try {
        writeFileSync(join(root, 'proc/self/clear_refs'), '5');
      } catch {
        canReset = false;
      }
    },
    read: () => {
      const kib = canReset ? readTable(root, 'proc/self/status').get('VmHWM') : undefined;
      return kib === undefined ? null : kib * KIB;
    },
  };
}
