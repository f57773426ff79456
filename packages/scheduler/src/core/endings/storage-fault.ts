import { draft } from '../state/draft.ts';
import type { SchedulerEvent } from '../state/event.ts';
import { forgetWorker, release } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { takeFollowers } from '../state/tasks/followers.ts';
import type { WorkerId } from '../state/tasks/task-state.ts';
import { onDrain } from './drain.ts';
import { requeue, requeueFollowers } from './requeue.ts';

/** The result of a further attempt could not be kept: what runs may end. The first fault is the one that is reported. */
export function onStorageFault(
  state: SchedulerState,
  { message, voided = [], full = false }: Omit<Extract<SchedulerEvent, { type: 'storage-fault' }>, 'type'>,
  step: Step,
): void {
  const lifecycle = draft(state, 'lifecycle');
  if (lifecycle.storageFault === null) lifecycle.storageFull = full;
  lifecycle.storageFault ??= message;
  onDrain(state, message, step);
  for (const worker of voided) takeBack(state, worker, step);
}

/** The order was not carried out: a new worker does not exist, a used one is idle. */
function takeBack(state: SchedulerState, id: WorkerId, step: Step): void {
  const worker = state.workers.records.get(id);
  const task = worker?.task ?? null;
  const active = task === null ? undefined : state.tasks.active.get(task);
  if (worker === undefined || task === null || active?.worker !== id) return;
  if (active.state === 'starting') forgetWorker(state, id);
  else release(state, id, worker.usage);
  requeue(state, { id: task, task: active, cause: 'not-started' }, step);
  requeueFollowers(state, { followers: takeFollowers(state, id), cause: 'not-started' }, step);
}
