import { Worker } from 'node:worker_threads';

/**
 * Ends this process once it is no child of `parent` any more, from a thread of its own: that goes on while the main
 * thread is in a native call.
 */
export function watchParent(parent: number): void {
  const thread = new Worker(new URL('./watch-parent-thread.js', import.meta.url), {
    workerData: parent,
    // What this process was started with is not for the thread: it may be the very module that starts it.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  thread.on('error', () => undefined);
  thread.unref();
}
