import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';

/** Admits nothing for now, because of this; null: admission goes on. What runs is not touched. */
export function onPause(state: SchedulerState, cause: string | null): void {
  draft(state, 'lifecycle').paused = cause;
}
