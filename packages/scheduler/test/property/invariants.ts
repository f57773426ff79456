import { expect } from 'vitest';
import { taskState } from '../../src/core/explain.ts';
import type { Command } from '../../src/core/state/command.ts';
import { recount } from '../../src/core/state/memory/ledger.ts';
import type { SchedulerState } from '../../src/core/state/state.ts';
import { waitingTasks } from '../../src/core/state/tasks/line.ts';
import { waiting } from '../../src/core/state/tasks/task-queue.ts';
import type { ActiveTask, WorkerId } from '../../src/core/state/tasks/task-state.ts';

/** What must hold after every transition, whatever happened. */
export function checkInvariants(state: SchedulerState, commands: readonly Command[]): void {
  expect(state.tasks.totals).toEqual(recount(state));
  const workers = [...state.tasks.active.values()].map((task) => task.worker);
  expect(new Set(workers).size, 'one worker, one attempt').toBe(workers.length);
  expect(state.tasks.totals.seats).toBeLessThanOrEqual(state.machine.capacity.seats);
  expectWithinBudget(state);
  const behind = [...state.tasks.followers.values()].flat();
  const { elsewhere } = state.tasks;
  const running = state.tasks.active.size + behind.length;
  const known = running + waitingTasks(state) + elsewhere.size + state.progress.settled;
  for (const worker of state.tasks.followers.keys())
    expect(workers, 'what follows has a task before it').toContain(worker);
  expect(known, 'every task is waiting, in flight, elsewhere or settled').toBe(state.inputs.sizes.length);
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
  if (couldRun && state.tasks.active.size === 0) {
    expect(state.limits.seats.notBefore, 'if nothing runs, a claim has its time').toBeGreaterThan(
      state.clock.eventAt,
    );
  }
  if (inFlight !== null) expect([...state.tasks.active.keys()], 'it runs alone').toEqual([inFlight]);
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
    expect([...stopped], `${command.type} for a process that runs`).not.toContain(command.worker);
  }
  if (commands.some(({ type }) => type === 'finish'))
    expect([...stopped], 'nothing is left stopped').toEqual([]);
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
    expect(state.tasks.totals.reserved - released).toBeLessThanOrEqual(state.machine.capacity.memory);
}

/** Whatever is run was recorded as admitted in the same transition. */
function expectRecordBeforeAct(commands: readonly Command[]): void {
  for (const [index, command] of commands.entries()) {
    if (command.type !== 'run') continue;
    const recorded = commands
      .slice(0, index)
      .some((c) => c.type === 'record' && c.record.type === 'admitted' && c.record.task === command.task);
    expect(recorded).toBe(true);
  }
}
