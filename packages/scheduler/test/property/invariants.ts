import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import type { Command } from '../../src/core/state/command.ts';
import { recount } from '../../src/core/state/memory/ledger.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import { waitingTasks } from '../../src/core/state/tasks/line.ts';
import { waiting } from '../../src/core/state/tasks/task-queue.ts';
import type { ActiveTask, WorkerId } from '../../src/core/state/tasks/task-state.ts';

/** `expect` takes longer than a transition, and most of what is checked holds. */
function must(holds: boolean, what: string): void {
  if (!holds) expect.fail(what);
}

/** What must hold after every transition, whatever happened. */
export function checkInvariants(state: SchedulerState, commands: readonly Command[]): void {
  const counted = recount(state);
  if (!isDeepStrictEqual(state.tasks.totals, counted)) expect(state.tasks.totals).toEqual(counted);
  const workers = [...state.tasks.active.values()].map((task) => task.worker);
  must(new Set(workers).size === workers.length, 'one worker, one attempt');
  must(state.tasks.totals.seats <= state.machine.capacity.seats, 'no more seats than there are');
  expectWithinBudget(state);
  const behind = [...state.tasks.followers.values()].flat();
  const { elsewhere } = state.tasks;
  const running = state.tasks.active.size + behind.length;
  const known = running + waitingTasks(state) + elsewhere.size + state.progress.settled;
  for (const worker of state.tasks.followers.keys())
    must(workers.includes(worker), 'what follows has a task before it');
  must(known === state.inputs.sizes.length, 'every task is waiting, in flight, elsewhere or settled');
  const { backingOff, alone, inFlight } = state.tasks.aside;
  for (const task of [...waiting(state.tasks.queue), ...backingOff.keys(), ...alone]) {
    const status = taskState(state, task);
    if (status.state !== 'queued' || status.waitingOn === undefined)
      expect.fail(`task ${task} waits without a reason`);
  }
  const { mode, paused } = state.lifecycle;
  const isOpen = mode.kind === 'open' && paused === null;
  const isHere = state.config.onlyFollows !== true && state.machine.largestPeer === null;
  const couldRun = state.tasks.queue.length + alone.length > 0 && isOpen && isHere;
  if (couldRun && state.tasks.active.size === 0)
    must(state.limits.seats.notBefore > state.clock.eventAt, 'if nothing runs, a claim has its time');
  if (inFlight !== null)
    must(state.tasks.active.size === 1 && state.tasks.active.has(inFlight), 'it runs alone');
  expectRecordBeforeAct(commands);
}

/**
 * Follows which processes are stopped from outside: none is ever given a task, asked to end or left behind in that state.
 * `stopped`: those that are, before the commands and after.
 */
export function checkSuspensions(stopped: Set<WorkerId>, commands: readonly Command[]): void {
  for (const command of commands) {
    if (command.type === 'suspend') stopped.add(command.worker);
    if (command.type === 'continue') stopped.delete(command.worker);
    if (command.type === 'stop-worker' && command.how === 'now') stopped.delete(command.worker);
  }
  for (const command of commands) {
    if (command.type !== 'run' && command.type !== 'retire-worker' && command.type !== 'stop-worker')
      continue;
    must(!stopped.has(command.worker), `${command.type} for a process that runs`);
  }
  if (commands.some(({ type }) => type === 'finish')) must(stopped.size === 0, 'nothing is left stopped');
}

/**
 * Reservations, less what those will release that were ordered to stop, never exceed the budget unless exactly one task makes
 * progress, or none can be held back any more.
 */
function expectWithinBudget(state: SchedulerState): void {
  if (state.limits.policy.kind !== 'adaptive' || state.tasks.active.size < 2) return;
  const all = [...state.tasks.active.values()];
  const isLate = state.config.memoryGrowth === 'after-loading';
  const unused = (task: ActiveTask): number =>
    'usage' in task ? task.reservation.now - (task.usage?.resident ?? 0) : 0;
  const growing = all.filter(
    (task) =>
      ((task.state === 'computing' && !task.suspended && !task.settledIn && isLate) ||
        (task.state === 'loading' && !task.paused)) &&
      unused(task) > 0,
  );
  const stopping = all.filter(
    (task) => task.state === 'loading' && task.paused === 'memory' && !task.isStopped,
  );
  const released = stopping.reduce((sum, task) => sum + Math.max(0, unused(task)), 0);
  if (growing.length > 0)
    must(state.tasks.totals.reserved - released <= state.machine.capacity.memory, 'within the budget');
}

/** Whatever is run was recorded as admitted in the same transition. */
function expectRecordBeforeAct(commands: readonly Command[]): void {
  for (const [index, command] of commands.entries()) {
    if (command.type !== 'run') continue;
    const recorded = commands
      .slice(0, index)
      .some((c) => c.type === 'record' && c.record.type === 'admitted' && c.record.task === command.task);
    must(recorded, 'whatever is run was recorded before');
  }
}
