import { Worker } from 'node:worker_threads';

/**
 * Ends this process once it is not a child of `parent` any more, from a thread of its own, which also runs while the main
 * thread is in a native call. Does nothing on Windows: the coordinator holds its workers in a Job Object, which ends them
 * with it.
 */
export function watchParent(parent: number): void {
  if (process.platform === 'win32') return;
  const thread = new Worker(new URL('./watch-parent-thread.js', import.meta.url), {
    workerData: parent,
    // Not the options of this process: they may load the very module that starts the thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  thread.on('error', () => undefined);
  thread.unref();
}
