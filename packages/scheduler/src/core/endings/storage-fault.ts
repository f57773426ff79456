import { onDrain } from '../flow/stop.ts';
import type { SchedulerEvent } from '../state/event.ts';
import { rest } from '../state/ledger.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import type { WorkerId } from '../state/task-state.ts';
import { sendBack } from './requeue.ts';

/** What a worker says when there is no room for its result, or no way to write it. */
export const OUTPUT_FAULTS: ReadonlySet<string> = new Set(['STORAGE_FULL', 'OUTPUT_UNWRITABLE']);

/** Nothing that is begun could be kept: what runs may end. The first fault is the one that is told. */
export function onStorageFault(
  state: SchedulerState,
  { message, voided = [] }: Pick<Extract<SchedulerEvent, { type: 'storage-fault' }>, 'message' | 'voided'>,
  step: Step,
): void {
  state.storageFault ??= message;
  onDrain(state, message, step);
  for (const worker of voided) takeBack(state, worker, step);
}

/** The order was not carried out: a worker that is new does not exist, one that is not is idle. */
function takeBack(state: SchedulerState, id: WorkerId, step: Step): void {
  const worker = state.workers.get(id);
  const task = worker?.task ?? null;
  const active = task === null ? undefined : state.active.get(task);
  if (worker === undefined || task === null || active?.worker !== id) return;
  if (active.state === 'starting') state.workers.delete(id);
  else {
    state.workers.set(id, { ...worker, task: null });
    rest(state, id);
  }
  sendBack(state, { id: task, task: active, cause: 'not-started' }, step);
}
