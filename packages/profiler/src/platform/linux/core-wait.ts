import type { CoreWait } from '../platform.ts';
import { readText } from './read-text.ts';

const NANOSECONDS_PER_MILLISECOND = 1e6;

/** Always 0 if the kernel was built without `schedstat`. */
export function linuxCoreWait(root: string): CoreWait {
  return read(root) === null ? () => 0 : () => read(root) ?? 0;
}

/** The second figure of `schedstat` is the time spent in a run queue, in nanoseconds. */
function read(root: string): number | null {
  const [, waited] = (readText(root, 'proc/self/schedstat') ?? '').split(' ');
  return waited !== undefined && /^\d+$/.test(waited) ? Number(waited) / NANOSECONDS_PER_MILLISECOND : null;
}
