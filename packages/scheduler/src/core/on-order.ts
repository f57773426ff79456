import { onPause } from './endings/pause.ts';
import { draft } from './state/draft.ts';
import type { Order } from './state/event.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';

/** Does what somebody wants of the batch, and records it with its cause. */
export function onOrder(state: SchedulerState, order: Order, step: Step): void {
  const { what, cause } = order;
  if (what === 'memory') draft(state, 'machine').most = order.most;
  else onPause(state, what === 'pause' ? cause : null);
  const memory = what === 'memory' ? { memory: order.most } : {};
  step.commands.push({ type: 'record', record: { type: 'order', at: step.now, what, cause, ...memory } });
}
