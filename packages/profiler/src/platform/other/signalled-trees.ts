import type { ProcessTrees } from '../platform.ts';
import { signalGroup, signalRest } from '../signal-group.ts';

/** Reaches processes by signal alone: their own, and those of their process group where they lead one. */
export function signalledTrees(reason: string): ProcessTrees {
  return {
    net: { inForce: false, evidence: reason },
    adopt: (pid) => ({
      end: (how) => signalGroup(pid, how === 'now' ? 'SIGKILL' : 'SIGTERM'),
      proof: () => null,
      close: () => signalRest(pid, 'SIGKILL'),
    }),
    limit: () => undefined,
    close: async () => undefined,
  };
}
