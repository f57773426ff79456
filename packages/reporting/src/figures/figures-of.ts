import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { OutcomeKind } from '@ballast/scheduler/journal';
import type { BatchStory } from '../fold/batch-story.ts';
import type { TaskStory } from '../fold/task-story.ts';
import { makespanBound } from './bound.ts';
import { damageWarnings } from './damage-warnings.ts';
import { type BatchFigures, MOST_SLOWEST, type TaskFigures } from './figures.ts';
import { predictionError } from './prediction-error.ts';
import { TABLE_STATUSES, type TableStatus } from './table-status.ts';
import { taskFigures } from './task-figures.ts';

/** A story whose tasks are asked for once, in input order. */
type Told = Omit<BatchStory, 'tasks'> & { readonly tasks: Iterable<TaskStory> };

/** The figures of a batch, from what became of its tasks. */
export function figuresOf(batch: Told): BatchFigures {
  const { header, inFlight, ended, stop } = batch;
  const tasks: TaskFigures[] = [];
  let kept = 0;
  for (const task of batch.tasks) {
    tasks.push(taskFigures(task));
    if (task.kept !== null) kept += 1;
  }
  const inputs = Math.max(header.inputs, tasks.length);
  return {
    header,
    tasks,
    inputs,
    inputBytes: sum(tasks, ({ size }) => size) as Bytes,
    ...count(tasks, inputs),
    kept,
    resumed: batch.resumed,
    firstAdmission: inFlight.firstAdmission,
    lastSettlement: inFlight.lastSettlement,
    makespan: inFlight.makespan,
    predicted: batch.predicted,
    loadTime: sum(tasks, ({ loadTime }) => loadTime) as Milliseconds,
    computeTime: sum(tasks, ({ computeTime }) => computeTime) as Milliseconds,
    bytesRead: sum(tasks, ({ bytesRead }) => bytesRead) as Bytes,
    inFlight: { mean: inFlight.mean, most: inFlight.most },
    workers: batch.workers,
    seats: batch.seats,
    retried: batch.retried,
    meanReservedPerHighWater: meanReservedPerHighWater(tasks),
    predictionError: predictionError(tasks),
    memoryModel: batch.memoryModel,
    bound: makespanBound(header, tasks, {
      storage: ended?.storage ?? null,
      makespan: inFlight.makespan,
    }),
    slowest: slowestOf(tasks),
    warnings: [...damageWarnings(batch), ...batch.warnings.map(asFileWarning)],
    stop: stop === null ? null : { at: stop.at, cause: stop.cause, how: stop.how },
    ending: ended?.ending ?? null,
    endedAt: ended?.at ?? null,
  };
}

function asFileWarning({ code, message }: BatchStory['warnings'][number]): FileWarning {
  return { code, message };
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
  for (const { reservedAtEnd, highWater } of tasks) {
    if (reservedAtEnd === null || highWater === null) continue;
    total += reservedAtEnd / highWater;
    known += 1;
  }
  return known === 0 ? null : total / known;
}

/** Slowest first, equal ones in input order. */
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
