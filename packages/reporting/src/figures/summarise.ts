import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { OutcomeKind } from '@ballast/scheduler/journal';
import { makespanBound } from './bound.ts';
import { type BatchFigures, MOST_SLOWEST, type TaskFigures } from './figures.ts';
import type { Fold } from './fold.ts';
import { predictionError } from './prediction-error.ts';
import { TABLE_STATUSES, type TableStatus } from './table-status.ts';
import { taskFigures } from './task-figures.ts';

export function summarise(fold: Fold): BatchFigures {
  const tasks: TaskFigures[] = [];
  let kept = 0;
  for (const draft of fold.drafts.values()) {
    tasks.push(taskFigures(draft));
    if (draft.kept !== null) kept += 1;
  }
  const inputs = Math.max(fold.header.inputs, tasks.length);
  const { inFlight, ended } = fold;
  return {
    header: fold.header,
    tasks,
    inputs,
    inputBytes: sum(tasks, ({ size }) => size) as Bytes,
    ...count(tasks, inputs),
    kept,
    resumed: fold.resumed,
    firstAdmission: inFlight.firstAdmission,
    lastSettlement: inFlight.lastSettlement,
    makespan: inFlight.makespan,
    loadTime: sum(tasks, ({ loadTime }) => loadTime) as Milliseconds,
    computeTime: sum(tasks, ({ computeTime }) => computeTime) as Milliseconds,
    bytesRead: sum(tasks, ({ bytesRead }) => bytesRead) as Bytes,
    inFlight: { mean: inFlight.mean, most: inFlight.most },
    workers: { started: fold.workersStarted, lost: fold.workersLost },
    seats: { denied: fold.seatsDenied, waited: seatWait(fold) },
    retried: fold.retried,
    meanReservedPerHighWater: meanReservedPerHighWater(tasks),
    predictionError: predictionError(tasks),
    bound: makespanBound(fold.header, tasks, {
      storage: ended?.storage ?? null,
      makespan: inFlight.makespan,
    }),
    slowest: slowestOf(tasks),
    warnings: fold.warnings,
    stop: fold.stop,
    ending: ended?.ending ?? null,
    endedAt: ended?.at ?? null,
  };
}

/** Where none came back, up to the last record. */
function seatWait({ seatWait: before, noSeatSince, lastAt }: Fold): Milliseconds {
  return (before + (noSeatSince === null ? 0 : lastAt - noSeatSince)) as Milliseconds;
}

function sum(tasks: readonly TaskFigures[], of: (task: TaskFigures) => number | null): number {
  let total = 0;
  for (const task of tasks) total += of(task) ?? 0;
  return total;
}

function count(
  tasks: readonly TaskFigures[],
  inputs: number,
): Pick<BatchFigures, 'outcomes' | 'statuses' | 'unsettled'> {
  const outcomes = noOutcomes();
  const statuses = Object.fromEntries(TABLE_STATUSES.map((name) => [name, 0])) as Record<TableStatus, number>;
  let unsettled = inputs - tasks.length;
  statuses['not-run'] = unsettled;
  for (const { outcome, tableStatus } of tasks) {
    statuses[tableStatus] += 1;
    if (outcome === undefined) unsettled += 1;
    else outcomes[outcome.kind] += 1;
  }
  return { outcomes, statuses, unsettled };
}

function noOutcomes(): Record<OutcomeKind, number> {
  return {
    succeeded: 0,
    failed: 0,
    'out-of-memory': 0,
    'timed-out': 0,
    hung: 0,
    'seat-denied': 0,
    'worker-lost': 0,
    cancelled: 0,
    refused: 0,
  };
}

function meanReservedPerHighWater(tasks: readonly TaskFigures[]): number | null {
  let total = 0;
  let known = 0;
  for (const { reserved, highWater } of tasks) {
    if (reserved === null || highWater === null) continue;
    total += reserved / highWater;
    known += 1;
  }
  return known === 0 ? null : total / known;
}

/** Slowest first, equal ones in input order. One pass: the list that is kept is short. */
function slowestOf(tasks: readonly TaskFigures[]): readonly TaskFigures[] {
  const slowest: TaskFigures[] = [];
  for (const task of tasks) {
    if (task.elapsed === null) continue;
    const elapsed = task.elapsed;
    const at = slowest.findIndex((other) => (other.elapsed ?? 0) < elapsed);
    if (at >= 0) slowest.splice(at, 0, task);
    else if (slowest.length < MOST_SLOWEST) slowest.push(task);
    if (slowest.length > MOST_SLOWEST) slowest.pop();
  }
  return slowest;
}
