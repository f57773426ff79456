import { loadRateModel, type Milliseconds, PERMIT_GRID } from '@ballast/resource-model';
import { admitWhatFits } from './admission/admit.ts';
import { onAttemptEnded, onWorkerLost } from './endings/on-attempt-ended.ts';
import { onStorageFault } from './endings/storage-fault.ts';
import { openGate } from './flow/gate.ts';
import { breakStandstill, guardMemory } from './flow/guard.ts';
import { limitLoads } from './flow/limit-loads.ts';
import { advanceWindow } from './flow/load-window.ts';
import { presumeLoaded } from './flow/presume-loaded.ts';
import { onCancel, onDrain } from './flow/stop.ts';
import { onLoaded, onLoading, onSettledIn, onTick, onWorkerStarted } from './on-progress.ts';
import type { Command } from './state/command.ts';
import type { SchedulerEvent } from './state/event.ts';
import { comeBack, waitingTasks } from './state/line.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';

/**
 * The one place where the scheduler changes: what it is after `event`, and what is to be done about it.
 * Synchronous, without clock, randomness or I/O. The state is owned linearly (see `SchedulerState`).
 */
export function transition(
  state: SchedulerState,
  event: SchedulerEvent,
  now: Milliseconds,
): [SchedulerState, readonly Command[]] {
  const commands: Command[] = [];
  if (state.mode.kind === 'ended') return [state, commands];
  const step: Step = { now, commands };
  advanceWindow(state, now);
  comeBack(state, now);
  presumeLoaded(state, now);
  handle(state, event, step);
  guardMemory(state, step);
  openGate(state, step);
  limitLoads(state, step);
  admitWhatFits(state, step);
  breakStandstill(state, step);
  finishWhenDone(state, step);
  return [state, commands];
}

function handle(state: SchedulerState, event: SchedulerEvent, step: Step): void {
  switch (event.type) {
    case 'opened':
      return;
    case 'worker-started':
      return onWorkerStarted(state, event, step);
    case 'loading':
      return onLoading(state, event, step);
    case 'loaded':
      return onLoaded(state, event, step);
    case 'settled-in':
      return onSettledIn(state, event, step);
    case 'attempt-ended':
      return onAttemptEnded(state, event, step);
    case 'worker-lost':
      return onWorkerLost(state, event, step);
    case 'tick':
      return onTick(state, event, step);
    case 'capacity':
      state.capacity = event.capacity;
      return;
    case 'drain':
      return onDrain(state, event.cause, step);
    case 'cancel':
      return onCancel(state, event.cause, step);
    case 'storage-fault':
      return onStorageFault(state, event, step);
  }
}

function finishWhenDone(state: SchedulerState, step: Step): void {
  if (state.active.size > 0) return;
  const unsettled = waitingTasks(state);
  if (state.mode.kind === 'open' && unsettled > 0) return;
  const ending =
    state.storageFault === null && (state.mode.kind === 'open' || unsettled === 0)
      ? 'complete'
      : state.mode.kind === 'draining'
        ? 'drained'
        : 'cancelled';
  state.mode = { kind: 'ended' };
  step.commands.push({
    type: 'record',
    record: {
      type: 'ended',
      at: step.now,
      settled: state.settled,
      unsettled,
      ending,
      storage: storageSeen(state),
    },
  });
  step.commands.push({ type: 'finish' });
}

/** The largest rate seen; one load alone is taken to get as much unless it was measured alone. */
function storageSeen({ models: { loadRate } }: SchedulerState): { rateAt1: number; maxRate: number } | null {
  const rates = PERMIT_GRID.flatMap((permits, i) =>
    (loadRate.cells[i]?.weight ?? 0) > 0 ? [loadRateModel.rateAt(loadRate, permits) ?? 0] : [],
  );
  if (rates.length === 0) return null;
  const maxRate = Math.round(Math.max(...rates));
  const alone =
    (loadRate.cells[0]?.weight ?? 0) > 0 ? Math.round(loadRateModel.rateAt(loadRate, 1) ?? 0) : maxRate;
  return { rateAt1: alone, maxRate };
}
