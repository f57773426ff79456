import { expect } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { taskState } from '../../src/core/explain.ts';
import type { SchedulerState } from '../../src/core/state.ts';
import { waiting } from '../../src/core/task-queue.ts';

/** What must hold after every transition, whatever happened. */
export function checkInvariants(state: SchedulerState, commands: readonly Command[]): void {
  let committed = 0;
  let seats = 0;
  const workers = new Set<number>();
  for (const task of state.active.values()) {
    committed += task.reservation.commit;
    seats += task.reservation.seats;
    expect(workers.has(task.worker), 'one worker, one attempt').toBe(false);
    workers.add(task.worker);
  }
  expect(state.committed).toBe(committed);
  expect(state.seatsHeld).toBe(seats);
  if (state.active.size > 1) expect(committed).toBeLessThanOrEqual(state.capacity.memory);
  expect(seats).toBeLessThanOrEqual(Math.max(state.capacity.seats, 0));
  const known = state.active.size + state.queue.length + state.settled;
  expect(known, 'every task is waiting, in flight or settled').toBe(state.sizes.length);
  const [first] = waiting(state.queue);
  if (first !== undefined) {
    const told = taskState(state, first);
    expect(told.state).toBe('queued');
    if (state.mode.kind === 'open')
      expect(state.active.size, 'something runs while tasks wait').toBeGreaterThan(0);
  }
  expectRecordBeforeAct(commands);
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
