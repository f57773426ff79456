import type { SchedulerState } from '../state/state.ts';

/** Loads that may be active at a time. */
export function loadPermits({ config, limits, machine }: SchedulerState): number {
  const allowed = config.loads === 'auto' ? limits.search.permits : config.loads;
  return Math.min(allowed, machine.capacity.loadPermits);
}

/** The cores over the threads of each task. */
export function ownCores({ config, machine }: SchedulerState): number {
  return Math.max(1, Math.floor(machine.capacity.corePermits / config.nativeThreads));
}

/** Tasks that may compute at a time: one for each core, and more if their computing leaves cores unused. */
export function corePermits(state: SchedulerState): number {
  return ownCores(state) + state.limits.extraCores;
}

/** Loaded tasks that may wait at the gate, so that a core that becomes idle finds one; more would only hold memory. */
export function readyAhead(state: SchedulerState): number {
  return 2 + Math.floor(corePermits(state) / 4);
}

export function isGateFull(state: SchedulerState): boolean {
  return state.tasks.totals.atGate >= readyAhead(state);
}
