import type { Parts, SchedulerState } from './state.ts';

/**
 * A part of the state that can be changed. For the one room that writes to the part: the map of parts to rooms is in the
 * gate `state-writers`. Whoever has no draft has a state that the compiler keeps from being changed.
 */
export function draft<Name extends keyof Parts>(state: SchedulerState, part: Name): Parts[Name] {
  return (state as unknown as Parts)[part];
}
