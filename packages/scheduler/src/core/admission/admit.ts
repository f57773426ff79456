import {
  type Bytes,
  bytes,
  computeTimeModel,
  formatBytes,
  type Milliseconds,
  milliseconds,
} from '@ballast/resource-model';
import { onClaim } from '../flow/claims.ts';
import { firstCredit } from '../flow/credits.ts';
import { countAttempt, put } from '../state/memory/ledger.ts';
import { keptByNext, memoryFacts } from '../state/memory/memory-facts.ts';
import { predictMemory } from '../state/memory/models.ts';
import { assign } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { lineBehind } from '../state/tasks/followers.ts';
import { takeAlone, takeQueued } from '../state/tasks/line.ts';
import type { Follower, Reservation, TaskId, WorkerId } from '../state/tasks/task-state.ts';
import { NO_LIMIT } from '../verdict/first-credit.ts';
import { mayStartAlone } from '../verdict/may-start.ts';
import { makeRoom } from './make-room.ts';
import { type Pick, pick } from './pick.ts';
import { takeTogether } from './take-together.ts';

/** Starts as many waiting tasks as may start now. */
export function admitWhatFits(state: SchedulerState, step: Step): void {
  for (let next = pick(state); next !== null; next = pick(state)) {
    takeQueued(state, next);
    const { reservation, followers } = takeTogether(state, next);
    begin(state, { ...next, reservation, followers }, step);
  }
  admitAlone(state, step);
  makeRoom(state, step);
}

/** Starts the next task that has to run alone, once nothing else is in flight or could be. */
function admitAlone(state: SchedulerState, step: Step): void {
  const [task] = state.tasks.aside.alone;
  if (task === undefined) return;
  const answer = mayStartAlone(state, task);
  if (!answer.admit) return;
  takeAlone(state);
  begin(state, { task, reservation: answer.reservation, granted: answer.granted, followers: [] }, step);
}

/** A load of which nothing is known yet. */
const UNSEEN = { paused: null, isStopped: false, isMeasured: false, presumedLoaded: false } as const;

type Chosen = Omit<Pick, 'bucket'> & { readonly followers: readonly TaskId[] };

function begin(state: SchedulerState, chosen: Chosen, step: Step): void {
  const { task, reservation, granted } = chosen;
  const attempt = countAttempt(state, task);
  if (granted) onClaim(state, step);
  const kept = keptByNext(state);
  const { worker, isNew } = assign(state, task);
  const held = {
    worker,
    attempt,
    admitted: step.now,
    since: step.now,
    reservation,
    kept,
    recorded: { held: reservation.now, at: step.now },
    ran: milliseconds(0),
    usage: null,
    bytesRead: 0,
    granted,
    mayRead: firstCredit(state, task, reservation),
    baseline: isNew ? null : (state.workers.records.get(worker)?.usage?.resident ?? null),
  };
  if (isNew) put(state, task, { state: 'starting', ...held });
  else put(state, task, { state: 'loading', ...held, ...UNSEEN, silent: true });
  recordAdmission(state, chosen, { worker, attempt, step });
  if (reservation.alone && reservation.full > state.machine.capacity.memory) warnAlone(state, chosen, step);
  const credit = held.mayRead === NO_LIMIT ? null : held.mayRead;
  const followers = chosen.followers.map((id) => ({ task: id, attempt: countAttempt(state, id) }));
  lineBehind(state, worker, followers);
  recordFollowers(state, followers, { worker, chosen, step });
  step.commands.push({
    type: 'run',
    worker,
    task,
    attempt,
    go: granted,
    credit,
    ...(followers.length > 0 ? { followers } : {}),
  });
}

/** What they expect is what the first of them does, which is about as large. */
function recordFollowers(
  state: SchedulerState,
  followers: readonly Follower[],
  { worker, chosen, step }: { worker: WorkerId; chosen: Chosen; step: Step },
): void {
  const expected = expectation(state, chosen.task);
  for (const { task, attempt } of followers)
    step.commands.push({
      type: 'record',
      record: {
        type: 'admitted',
        at: step.now,
        task,
        attempt,
        worker,
        reserved: promisedTo(state, task, chosen.reservation),
        held: bytes(0),
        expected,
        after: chosen.task,
      },
    });
}

function recordAdmission(
  state: SchedulerState,
  { task, reservation }: Chosen,
  { worker, attempt, step }: { worker: WorkerId; attempt: number; step: Step },
): void {
  step.commands.push({
    type: 'record',
    record: {
      type: 'admitted',
      at: step.now,
      task,
      attempt,
      worker,
      reserved: promisedTo(state, task, reservation),
      held: reservation.now,
      expected: expectation(state, task),
      ...(reservation.alone ? { alone: true as const } : {}),
    },
  });
}

/** Nine tenths of the attempts need no more; at least what it may hold. */
function promisedTo(state: SchedulerState, task: TaskId, { full }: Reservation): Bytes {
  return bytes(Math.max(full, predictMemory(state.learned.models, memoryFacts(state, task)).upper));
}

function expectation(state: SchedulerState, task: TaskId): { memory: Bytes; compute: Milliseconds } {
  const { learned } = state;
  const size = state.inputs.sizes[task] ?? 0;
  const { expected: compute } = computeTimeModel.predict(learned.models.compute, { size });
  return { memory: predictMemory(learned.models, memoryFacts(state, task)).expected, compute };
}

function warnAlone(state: SchedulerState, { task, reservation }: Chosen, step: Step): void {
  const needed = formatBytes(reservation.full);
  const budget = formatBytes(state.machine.capacity.memory);
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
