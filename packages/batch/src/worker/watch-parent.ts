import { Worker } from 'node:worker_threads';

/**
 * Ends this process once it is not a child of `parent` any more, from a thread of its own, which also runs while the main
 * thread is in a native call.
 */
export function watchParent(parent: number): void {
  const thread = new Worker(new URL('./watch-parent-thread.js', import.meta.url), {
    workerData: parent,
    // Not the options of this process: they may load the very module that starts the thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  thread.on('error', () => undefined);
  thread.unref();
}
