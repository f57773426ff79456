import type { Capacity, Milliseconds } from '@ballast/resource-model';
import { admitWhatFits } from './admission/admit.ts';
import { reportWait } from './admission/report-wait.ts';
import { onCancel, onDrain } from './endings/drain.ts';
import { onCameBack, onClaimLost, onElsewhere, onSettledElsewhere } from './endings/elsewhere.ts';
import { finishWhenDone } from './endings/finish.ts';
import { onAttemptEnded, onAttemptsEnded } from './endings/on-attempt-ended.ts';
import { onWorkerLost } from './endings/on-worker-lost.ts';
import { onStorageFault } from './endings/storage-fault.ts';
import { grantCredits } from './flow/credits.ts';
import { openGate } from './flow/gate.ts';
import { breakStandstill, guardMemory } from './flow/guard.ts';
import { limitLoads } from './flow/limit-loads.ts';
import { advanceWindow } from './flow/load-window.ts';
import { presumeLoaded } from './flow/presume-loaded.ts';
import { onOrder } from './on-order.ts';
import { onLoaded, onLoading, onSettledIn, onWorkerStarted } from './on-progress.ts';
import { onTick } from './on-tick.ts';
import type { Command } from './state/command.ts';
import { draft } from './state/draft.ts';
import type { SchedulerEvent } from './state/event.ts';
import type { SchedulerState } from './state/state.ts';
import type { Step } from './state/step.ts';
import { comeBack } from './state/tasks/line.ts';

/**
 * The only way in which the scheduler changes: its state after `event`, and the commands that follow from it.
 * Synchronous, without clock, randomness or I/O. The state is owned linearly (see `SchedulerState`).
 */
export function transition(
  state: SchedulerState,
  event: SchedulerEvent,
  now: Milliseconds,
): [SchedulerState, readonly Command[]] {
  const commands: Command[] = [];
  if (state.lifecycle.mode.kind === 'ended') return [state, commands];
  const step: Step = { now, commands };
  advanceClock(state, now);
  comeBack(state, now);
  presumeLoaded(state, now);
  handle(state, event, step);
  guardMemory(state, step);
  grantCredits(state, step);
  openGate(state, step);
  limitLoads(state, step);
  admitWhatFits(state, step);
  breakStandstill(state, step);
  reportWait(state, step);
  finishWhenDone(state, step);
  return [state, commands];
}

function advanceClock(state: SchedulerState, now: Milliseconds): void {
  advanceWindow(state, now);
  const clock = draft(state, 'clock');
  if (now > clock.eventAt) clock.eventAt = now;
}

/** Other programs take memory and give it back. */
function onCapacity(state: SchedulerState, capacity: Capacity, { now }: Step): void {
  const machine = draft(state, 'machine');
  if (capacity.memory < machine.capacity.memory) machine.shrunkAt = now;
  machine.capacity = capacity;
}

function onPeers(
  state: SchedulerState,
  { largest, cores }: Extract<SchedulerEvent, { type: 'peers' }>,
): void {
  const machine = draft(state, 'machine');
  machine.largestPeer = largest;
  machine.peerCores = cores;
}

function handle(state: SchedulerState, event: SchedulerEvent, step: Step): void {
  switch (event.type) {
    case 'opened':
      // Nothing was observed before: while the batch was planned no work waited for a core.
      draft(state, 'clock').tickedAt = step.now;
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
    case 'attempts-ended':
      return onAttemptsEnded(state, event, step);
    case 'worker-lost':
      return onWorkerLost(state, event, step);
    case 'tick':
      return onTick(state, event, step);
    case 'capacity':
      return onCapacity(state, event.capacity, step);
    case 'order':
      return onOrder(state, event.order, step);
    case 'drain':
      return onDrain(state, event.cause, step);
    case 'cancel':
      return onCancel(state, event.cause, step);
    case 'storage-fault':
      return onStorageFault(state, event, step);
    case 'elsewhere':
      return onElsewhere(state, event.tasks, step);
    case 'claim-lost':
      return onClaimLost(state, event, step);
    case 'came-back':
      return onCameBack(state, event, step);
    case 'settled-elsewhere':
      return onSettledElsewhere(state, event, step);
    case 'peers':
      return onPeers(state, event);
  }
}
