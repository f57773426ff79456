import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadDone, ReadOrder } from './read-thread.ts';
import { deal, type Segment } from './segments.ts';

export interface ReadTogether {
  readonly bytes: number;
  readonly seconds: number;
  readonly problem: string | null;
}

/** Reads segments with several concurrent readers. Each has its own thread: Node's asynchronous reads share a pool of four. */
export async function readTogether(
  segments: readonly Segment[],
  { readers, longest }: { readonly readers: number; readonly longest: number },
): Promise<ReadTogether> {
  const threads = deal(segments, readers).map(
    (own) =>
      new Worker(new URL('./read-thread.js', import.meta.url), {
        workerData: { segments: own, longest } satisfies ReadOrder,
      }),
  );
  try {
    await Promise.all(threads.map((thread) => once(thread, 'message')));
    const started = performance.now();
    const answers = threads.map(async (thread): Promise<ReadDone> => {
      const answer = once(thread, 'message');
      thread.postMessage('go');
      return ((await answer) as [ReadDone])[0];
    });
    const done = await Promise.all(answers);
    return {
      bytes: done.reduce((sum, { bytes }) => sum + bytes, 0),
      seconds: (performance.now() - started) / 1000,
      problem: done.find(({ problem }) => problem !== null)?.problem ?? null,
    };
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
