import type { MemoryProof } from '../core/state/tasks/outcome.ts';

/** A worker's process and everything that it has started. */
export interface ProcessTree {
  /** Settles once all memory counts that the process takes from then on, or cannot be counted; absent if it counts at once, or never. */
  readonly contained?: Promise<void>;
  /** `politely` asks the process to end if the system has a way to ask; `now` kills every process of the tree. */
  end(how: 'politely' | 'now'): void;
  /** Call once, when the process has ended without being asked; null if nothing proves that memory was the cause. */
  proof(signal: string | null): MemoryProof | null;
  /** Call when the process has ended: kills what is left of its tree. */
  close(): void;
}

/** Keeps the processes of workers together with what they start. */
export interface ProcessTrees {
  /** What belongs into the environment of a process before it is started. */
  variables(): Readonly<Record<string, string>>;
  /** Call right after a process was started. */
  adopt(pid: number): ProcessTree;
  /** Call when every tree is closed. */
  close(): Promise<void>;
}
