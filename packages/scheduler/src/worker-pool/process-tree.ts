import type { MemoryProof } from '../core/state/outcome.ts';

/** A worker's process and everything that it has started. */
export interface ProcessTree {
  /** `politely` asks where the system has a way of asking; `now` ends every process of the tree. */
  end(how: 'politely' | 'now'): void;
  /** Asked once, when the process has ended without having been told to; null where nothing proves that it was for memory. */
  proof(signal: string | null): MemoryProof | null;
  /** Called when the process has ended: ends what is left of its tree. */
  close(): void;
}

/** Keeps the processes of workers together with what they start. */
export interface ProcessTrees {
  /** Called right after a process was started. */
  adopt(pid: number): ProcessTree;
  /** Called when every tree is closed. */
  close(): Promise<void>;
}
