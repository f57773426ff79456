import type { ProcessTrees } from './process-tree.ts';

/** Signals the workers' processes only; leaves alone what they start. */
export function ownProcesses(): ProcessTrees {
  return {
    variables: () => ({}),
    adopt: (pid) => ({
      end: (how) => signal(pid, how === 'now' ? 'SIGKILL' : 'SIGTERM'),
      proof: () => null,
      close: () => undefined,
    }),
    close: async () => undefined,
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime; its exit is reported elsewhere.
  }
}
