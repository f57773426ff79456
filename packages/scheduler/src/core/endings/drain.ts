import { stop } from '../flow/stop.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';

/** Admits nothing more; what runs may end. */
export function onDrain(state: SchedulerState, cause: string, step: Step): void {
  const lifecycle = draft(state, 'lifecycle');
  if (lifecycle.mode.kind !== 'open') return;
  lifecycle.mode = { kind: 'draining', cause };
  step.commands.push({ type: 'record', record: { type: 'stopping', at: step.now, cause, how: 'drain' } });
}

/** Admits nothing more and stops what runs. */
export function onCancel(state: SchedulerState, cause: string, step: Step): void {
  const lifecycle = draft(state, 'lifecycle');
  if (lifecycle.mode.kind === 'cancelling' || lifecycle.mode.kind === 'ended') return;
  lifecycle.mode = { kind: 'cancelling', cause };
  step.commands.push({ type: 'record', record: { type: 'stopping', at: step.now, cause, how: 'cancel' } });
  for (const [id, task] of state.tasks.active)
    stop(state, { id, task, cause: { kind: 'cancelled', cause } }, step);
}
