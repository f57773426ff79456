import { descendants, memoryOf, TREE_REASON } from '../platform/process-tree.ts';
import type { TreeSample } from './memory-fold.ts';

/** Milliseconds between two samples: what happens in between is not seen. */
const SAMPLE_EVERY = 50;

/** Samples a process and its descendants until it is stopped; null if process trees cannot be listed. */
export function sampleTree(root: number): { stop(): readonly TreeSample[] } | null {
  if (TREE_REASON !== null) return null;
  const samples: TreeSample[] = [];
  const began = performance.now();
  const take = (): void => {
    let [own, sum, mostShared, processes] = [0, 0, 0, 0];
    for (const pid of descendants(root)) {
      const memory = memoryOf(pid);
      if (memory === null) continue;
      own += memory.own;
      sum += memory.own + memory.shared;
      mostShared = Math.max(mostShared, memory.shared);
      processes += 1;
    }
    if (processes > 0)
      samples.push({ at: (performance.now() - began) / 1000, resident: own + mostShared, sum, processes });
  };
  const timer = setInterval(take, SAMPLE_EVERY);
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}
