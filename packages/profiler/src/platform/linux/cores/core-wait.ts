import { readSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreWait } from '../../platform.ts';
import { keptOpen } from '../files/kept-open.ts';

const NANOSECONDS_PER_MILLISECOND = 1e6;
/** Three numbers are shorter, in bytes. */
const ENOUGH = 128;

/** Always 0 if the kernel was built without `schedstat`. */
export function linuxCoreWait(root: string): CoreWait {
  const statistics = keptOpen(join(root, 'proc/self/schedstat'), 'r');
  const text = Buffer.alloc(ENOUGH);
  return () => {
    const length = statistics((fd) => readSync(fd, text, 0, ENOUGH, 0));
    return length === null ? 0 : waitedIn(text.toString('latin1', 0, length));
  };
}

/** The second figure is the time spent in a run queue, in nanoseconds. */
function waitedIn(text: string): number {
  const [, waited] = text.split(' ');
  return waited !== undefined && /^\d+$/.test(waited) ? Number(waited) / NANOSECONDS_PER_MILLISECOND : 0;
}
