import {
  bytes,
  extrapolateHighWater,
  highWaterModel,
  type Milliseconds,
  milliseconds,
  type Usage,
} from '@ballast/resource-model';
import { recycle } from './admission/recycle.ts';
import { reviewSeats } from './flow/claims.ts';
import { outgrow } from './flow/guard.ts';
import { observeMemory } from './flow/limit-tasks.ts';
import { closeWindow } from './flow/load-window.ts';
import { stopOverdue } from './flow/stop.ts';
import { isStopped, mayMove, observeResident, watch } from './learning/watch.ts';
import { draft } from './state/draft.ts';
import type { SchedulerEvent } from './state/event.ts';
import { put } from './state/ledger.ts';
import { countSpareCores } from './state/spare-cores.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';
import type { ActiveTask, TaskId, WorkerId } from './state/task-state.ts';
import { recordUsage } from './state/worker-records.ts';
import { wakeUp, warnIfStopped } from './wake-up.ts';

/** While it loads, a task reserves at least this share of what it will come to, */
const LEAST_RESERVED = 0.6;
/** and this share more than it has read. */
const RESERVED_AHEAD = 0.25;
/** Part of a load that has to be done before its memory can be extrapolated. */
const FOLLOW_FROM = 0.15;

type Tick = Extract<SchedulerEvent, { type: 'tick' }>;

/** The workers were measured. */
export function onTick(state: SchedulerState, tick: Tick, step: Step): void {
  const { usages, pressure = null, own = milliseconds(0), slept = milliseconds(0) } = tick;
  const clock = draft(state, 'clock');
  draft(state, 'machine').pressure = pressure;
  const elapsed = milliseconds(Math.max(0, step.now - clock.tickedAt - slept));
  clock.tickedAt = step.now;
  if (slept > 0) wakeUp(state, slept, step);
  countSpareCores(state, usages, { elapsed, own });
  let resident = 0;
  for (const [id, usage] of usages) {
    resident += usage.resident;
    onUsage(state, id, { usage, elapsed }, step);
  }
  for (const [id, task] of state.tasks.active) {
    if (mayMove(task) && !isStopped(task)) put(state, id, { ...task, ran: milliseconds(task.ran + elapsed) });
  }
  observeMemory(state, resident);
  closeWindow(state, step);
  stopOverdue(state, step);
  reviewSeats(state, step);
  recycle(state, step);
}

function onUsage(
  state: SchedulerState,
  id: WorkerId,
  { usage, elapsed }: { usage: Usage; elapsed: Milliseconds },
  step: Step,
): void {
  const before = recordUsage(state, id, usage);
  if (before === null || before.task === null) return;
  const task = state.tasks.active.get(before.task);
  if (task === undefined || task.worker !== id || task.state === 'stopping') return;
  observeResident(state, before.task, usage.resident);
  watch(state, { id: before.task, task, before: before.usage, usage, elapsed });
  warnIfStopped(state, before.task, step);
  const measured = extrapolated(state, before.task, { ...task, usage });
  put(state, before.task, measured);
  outgrow(state, before.task, measured);
}

/**
 * The memory of a load that grows with the bytes can be extrapolated early: its reservation follows, and covers only what the
 * load will take soon, so that others may load meanwhile; if together they come to want too much, the guard pauses some.
 * Not for a file of which only a part is kept in memory.
 */
function extrapolated(
  state: SchedulerState,
  id: TaskId,
  task: ActiveTask & { readonly usage: Usage },
): ActiveTask {
  const size = state.inputs.sizes[id] ?? 0;
  const footprint = state.inputs.footprints[id] ?? 0;
  const follows =
    state.limits.policy.kind === 'adaptive' &&
    state.config.memoryGrowth === 'while-loading' &&
    task.state === 'loading' &&
    task.paused === null &&
    size > 0 &&
    footprint === size &&
    task.bytesRead >= FOLLOW_FROM * size &&
    !task.reservation.alone;
  if (!follows || task.state !== 'loading') return task;
  const { resident } = task.usage;
  const { memory } = state.learned.models;
  const model = highWaterModel.predict(memory, { size: footprint });
  const { bytesRead } = task;
  const full = extrapolateHighWater({ resident, baseline: memory.base, bytesRead, size, model });
  const share = Math.max(LEAST_RESERVED, bytesRead / size + RESERVED_AHEAD);
  const now = bytes(Math.max(resident, Math.min(full, share * full)));
  return { ...task, reservation: { ...task.reservation, full, now } };
}
