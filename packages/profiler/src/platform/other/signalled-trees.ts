import type { ProcessTrees } from '../platform.ts';
import { signalGroup, signalRest } from '../signal-group.ts';

/** Reaches processes by signal alone: the process itself, or its process group if it leads one. */
export function signalledTrees(reason: string): ProcessTrees {
  return {
    net: { inForce: false, evidence: reason },
    variables: () => ({}),
    adopt: (pid) => ({
      end: (how) => signalGroup(pid, how === 'now' ? 'SIGKILL' : 'SIGTERM'),
      proof: () => null,
      close: () => signalRest(pid, 'SIGKILL'),
    }),
    below: () => [],
    limit: () => undefined,
    close: async () => undefined,
  };
}
