import { type Milliseconds, milliseconds, type Usage } from '@ballast/resource-model';
import { recycle } from './admission/recycle.ts';
import { reviewSeats } from './flow/claims.ts';
import { outgrow } from './flow/guard.ts';
import { limitCores } from './flow/limit-cores.ts';
import { observeMemory } from './flow/limit-tasks.ts';
import { closeWindow } from './flow/load-window.ts';
import { recordHeld } from './flow/record-held.ts';
import { sample } from './flow/record-sample.ts';
import { stopOverdue } from './flow/stop.ts';
import { recordMemoryModel } from './learning/record-model.ts';
import { isStopped, mayMove, observeResident, watch } from './learning/watch.ts';
import { countSpareCores } from './state/cores/spare-cores.ts';
import { draft } from './state/draft.ts';
import type { SchedulerEvent } from './state/event.ts';
import { replace } from './state/memory/ledger.ts';
import { recordUsage } from './state/memory/worker-records.ts';
import type { SchedulerState, WorkerRecord } from './state/state.ts';
import type { Step } from './state/step.ts';
import type { WorkerId } from './state/tasks/task-state.ts';
import { bindingResource } from './verdict/binding-resource.ts';
import { wakeUp, warnIfStopped } from './wake-up.ts';

type Tick = Extract<SchedulerEvent, { type: 'tick' }>;

/** The workers were measured. */
export function onTick(state: SchedulerState, tick: Tick, step: Step): void {
  const {
    usages,
    pressure = null,
    own = milliseconds(0),
    slept = milliseconds(0),
    available = null,
    idle = null,
  } = tick;
  const bound = bindingResource(state);
  const { reserved } = state.tasks.totals;
  const clock = draft(state, 'clock');
  draft(state, 'machine').pressure = pressure;
  const elapsed = milliseconds(Math.max(0, step.now - clock.tickedAt - slept));
  const time = { elapsed, own, idle };
  limitCores(state, usages, time);
  clock.tickedAt = step.now;
  if (slept > 0) wakeUp(state, slept, step);
  countSpareCores(state, usages, time);
  let resident = 0;
  let read = 0;
  let cpu = 0;
  for (const [id, usage] of usages) {
    resident += usage.resident;
    const before = onUsage(state, id, { usage, elapsed }, step);
    read += readSince(before?.usage ?? null, usage);
    cpu += usage.cpuTime - (before?.usage?.cpuTime ?? 0);
  }
  for (const [id, task] of state.tasks.active) {
    if (mayMove(task) && !isStopped(task))
      replace(state, id, { ...task, ran: milliseconds(task.ran + elapsed) });
  }
  sample(state, { elapsed, bound, reserved, resident, read, cpu, available }, step);
  observeMemory(state, resident);
  closeWindow(state, step);
  stopOverdue(state, step);
  reviewSeats(state, step);
  recycle(state, step);
  recordHeld(state, step);
  recordMemoryModel(state, step);
}

/** Returns the record of the worker as it was before; null for one that is unknown. */
function onUsage(
  state: SchedulerState,
  id: WorkerId,
  { usage, elapsed }: { usage: Usage; elapsed: Milliseconds },
  step: Step,
): WorkerRecord | null {
  const before = recordUsage(state, id, usage);
  if (before === null || before.task === null) return before;
  const task = state.tasks.active.get(before.task);
  if (task === undefined || task.worker !== id || task.state === 'stopping') return before;
  observeResident(state, before.task, usage.resident);
  watch(state, { id: before.task, task, before: before.usage, usage, elapsed });
  warnIfStopped(state, before.task, step);
  const measured = { ...task, usage };
  replace(state, before.task, measured);
  outgrow(state, { id: before.task, task: measured, before: before.usage });
  return before;
}

/** What a process reads while it starts is not counted. */
function readSince(before: Usage | null, { bytesRead }: Usage): number {
  return before === null ? 0 : (bytesRead ?? 0) - (before.bytesRead ?? 0);
}
