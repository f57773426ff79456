import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { Outcome } from '@ballast/scheduler/journal';
import { NONE } from '../fold/drafts.ts';
import { currentAttempt, highWaterOf, outcomeOf, type TaskStory } from '../fold/task-story.ts';
import type { TaskFigures } from './figures.ts';
import { tableStatus } from './table-status.ts';

export function taskFigures(task: TaskStory): TaskFigures {
  const { input, attempts, settled } = task;
  const outcome = outcomeOf(task);
  const attempt = currentAttempt(task);
  const admitted = attempt?.admitted ?? null;
  const begunAt = attempt?.begunAt ?? null;
  const settledAt = attempt?.endedAt ?? settled?.at ?? null;
  const measures = settled?.measures ?? null;
  return {
    task: input.task,
    file: input.file,
    size: input.size as Bytes,
    attempts: attempts.length,
    outcome,
    failedLast: outcome === undefined ? failedLast(task) : null,
    tableStatus: tableStatus(outcome),
    admittedAt: begunAt,
    settledAt,
    elapsed:
      begunAt === null || settledAt === null ? null : (Math.max(0, settledAt - begunAt) as Milliseconds),
    loadTime: measures?.loadTime ?? null,
    computeTime: measures?.computeTime ?? null,
    bytesRead: measures?.bytesRead ?? null,
    reservedAtStart: admitted?.reserved ?? null,
    reservedAtEnd: settled?.reserved ?? null,
    expectedMemory: admitted?.expected.memory ?? null,
    expectedCompute: admitted?.expected.compute ?? null,
    highWater: highWaterOf(settled) as Bytes | null,
    warnings: warningsOf(task, outcome),
  };
}

function failedLast({ attempts }: TaskStory): Outcome | null {
  const end = attempts.at(-1)?.end;
  return end?.type === 'requeued' ? (end.outcome ?? null) : null;
}

/** Those of the scheduler about the last attempt, then those of the file itself. */
function warningsOf(
  { warnings, pastWarnings }: TaskStory,
  outcome: Outcome | undefined,
): readonly FileWarning[] {
  const all = [...warnings.slice(pastWarnings), ...warningsIn(outcome)];
  return all.length === 0 ? NONE : all.map(({ code, message }) => ({ code, message }));
}

function warningsIn(outcome: Outcome | undefined): readonly FileWarning[] {
  return outcome?.kind === 'succeeded' ? outcome.notes.filter(({ kind }) => kind === 'warning') : [];
}
