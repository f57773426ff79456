import { isMainThread } from 'node:worker_threads';
import { hostDieWithParent } from './platform/host-die-with-parent.ts';
import { type Applied, refused } from './platform/platform.ts';

// An entry of its own: a child ties itself before it imports anything large, and meanwhile it could outlive its parent.

/**
 * From now on the kernel kills this process when its parent dies, even during a native call, and even if it is stopped
 * (Linux). A child calls it early and from its main thread: the setting is lost with the thread that made it. The kernel
 * regards the thread that started the child as its parent, so the parent must start it from its main thread too. Not ok if
 * the parent is already gone: the caller should then exit. `parent` is the process number that the child expects.
 */
export function dieWithParent(parent: number = process.ppid): Applied {
  if (!isMainThread) return refused('only the main thread can tie a process to its parent');
  return hostDieWithParent(parent);
}
