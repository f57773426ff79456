import { type Bytes, computeTimeModel, formatBytes, type Milliseconds } from '@ballast/resource-model';
import { headroom, headroomToStart, put, unreserved, wake } from './accounts.ts';
import { demandOf, verdictAlone } from './admission.ts';
import { predictMemory } from './models.ts';
import { type Pick, pick } from './pick.ts';
import { retireLargest } from './recycle.ts';
import { onClaim } from './seats.ts';
import { onStart } from './spare-cores.ts';
import type { SchedulerState } from './state.ts';
import type { Step } from './step.ts';
import { dequeue, headAtOrBelow } from './task-queue.ts';
import type { TaskId, WorkerId } from './task-state.ts';

/** Starts as many waiting tasks as may start now. */
export function admitWhatFits(state: SchedulerState, step: Step): void {
  for (let next = pick(state); next !== null; next = pick(state)) admit(state, next, step);
  admitAlone(state, step);
  makeRoom(state, step);
}

function admit(state: SchedulerState, chosen: Pick, step: Step): void {
  const { task, bucket } = chosen;
  const taken = dequeue(state.queue, bucket);
  if (taken !== task) throw new Error(`defect: bucket ${bucket} gave task ${taken} where ${task} was chosen`);
  state.queuedBytes -= state.sizes[task] ?? 0;
  state.queuedFootprints -= state.footprints[task] ?? 0;
  begin(state, chosen, step);
}

/** The next of the tasks that may have nothing beside them, once nothing else is in flight or could be. */
function admitAlone(state: SchedulerState, step: Step): void {
  const { alone } = state.aside;
  const [task] = alone;
  if (task === undefined) return;
  const answer = verdictAlone(state, task);
  if (!answer.admit) return;
  alone.shift();
  state.aside.inFlight = task;
  begin(state, { task, reservation: answer.reservation, granted: answer.granted }, step);
}

type Chosen = Omit<Pick, 'bucket'>;

function begin(state: SchedulerState, chosen: Chosen, step: Step): void {
  const { task, reservation, granted } = chosen;
  const attempt = (state.attempts[task] ?? 0) + 1;
  state.attempts[task] = attempt;
  if (granted) onClaim(state, step);
  const warm = wake(state, null);
  const worker = warm ?? newWorker(state);
  state.workers.set(worker, { pid: null, usage: null, baseline: null, ...state.workers.get(worker), task });
  const { now } = step;
  const held = {
    worker,
    attempt,
    admitted: now,
    since: now,
    reservation,
    ran: 0 as never,
    usage: null,
    bytesRead: 0,
    granted,
  };
  put(
    state,
    task,
    warm === null
      ? { state: 'starting', ...held }
      : { state: 'loading', ...held, paused: null, silent: true, presumedLoaded: false },
  );
  const { commit, alone } = reservation;
  const expected = expectation(state, task);
  step.commands.push({
    type: 'record',
    record: {
      type: 'admitted',
      at: now,
      task,
      attempt,
      worker,
      reserved: commit,
      expected,
      ...(alone ? { alone: true as const } : {}),
    },
  });
  if (alone && commit > state.capacity.memory) warnAlone(state, chosen, step);
  step.commands.push({ type: 'run', worker, task, attempt, go: granted });
}

function expectation(state: SchedulerState, task: TaskId): { memory: Bytes; compute: Milliseconds } {
  const footprint = state.footprints[task] ?? 0;
  const memory = predictMemory(state.models, footprint).expected;
  return { memory, compute: computeTimeModel.predict(state.models.compute, { size: footprint }).expected };
}

function warnAlone(state: SchedulerState, { task, reservation }: Chosen, step: Step): void {
  const needed = formatBytes(reservation.commit);
  const budget = formatBytes(state.capacity.memory);
  step.commands.push({
    type: 'record',
    record: {
      type: 'warning',
      at: step.now,
      task,
      code: 'LARGER_THAN_BUDGET',
      message: `needs about ${needed}, more than the budget of ${budget}; it runs alone`,
    },
  });
}

/** Ends the idle worker that keeps the most where more is held than there is, or where something could go on without it. */
function makeRoom(state: SchedulerState, step: Step): void {
  if (state.policy.kind !== 'adaptive') return;
  while (state.idleMemory > 0 && unreserved(state) < 0) retireLargest(state, step);
  if (state.idleMemory > 0 && isInTheWay(state)) retireLargest(state, step);
}

/** Whether only the memory of idle workers keeps the next task, or one at the gate, waiting: not where that would not do. */
function isInTheWay(state: SchedulerState): boolean {
  const most = unreserved(state) + state.idleMemory;
  const head = headAtOrBelow(state.queue, Number.MAX_SAFE_INTEGER);
  const starts = head === null ? 0 : demandOf(state, head.task);
  if (starts > headroomToStart(state) && starts <= most) return true;
  const free = headroom(state);
  for (const { reservation } of state.active.values()) {
    const needs = reservation.commit - reservation.hold;
    if (needs > free && needs <= most) return true;
  }
  return false;
}

function newWorker(state: SchedulerState): WorkerId {
  onStart(state);
  const id = state.nextWorker;
  state.nextWorker += 1;
  return id;
}
