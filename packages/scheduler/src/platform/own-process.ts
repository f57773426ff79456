import type { ProcessTrees } from '../worker-pool/process-tree.ts';

/** Reaches the workers' processes alone, by signal: what they start is left to them. */
export function ownProcesses(): ProcessTrees {
  return {
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
    // Gone in the meantime: its end is reported elsewhere.
  }
}
