import type { WaitReason } from '../../core/state/tasks/wait-reason.ts';
import { type Check, tagged } from './check.ts';
import { retryReason } from './outcome-check.ts';
import { anyBytes, anyDuration, duration, finite, flag, someBytes, text } from './scalars.ts';

export const waitReason: Check<WaitReason> = tagged<WaitReason, 'kind'>('kind', {
  turn: {},
  memory: { needed: someBytes, headroom: anyBytes, budget: someBytes },
  'over-budget': { needed: someBytes, budget: someBytes, inFlight: finite },
  'larger-node': { needed: someBytes, budget: someBytes, largest: someBytes },
  'other-nodes': {},
  limit: { limit: finite, inFlight: finite },
  'load-permits': { permits: finite, loading: finite },
  gate: { waiting: finite, permits: finite },
  seats: { seats: finite, held: finite },
  'seat-limit': { limit: finite, held: finite },
  'seat-start': { held: finite },
  'seat-wait': { waited: duration, isPaused: flag, again: anyDuration },
  'backing-off': { cause: retryReason, again: anyDuration },
  'after-others': {},
  'runs-alone': { task: finite },
  'held-back': { tasks: finite },
  pressure: { stalled: finite },
  'worker-start': { starting: finite },
  'cores-in-use': { workers: finite, cores: finite },
  'reserved-for': { task: finite },
  draining: { cause: text },
});
