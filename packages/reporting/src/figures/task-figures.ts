import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { Outcome } from '@ballast/scheduler/journal';
import type { TaskFigures } from './figures.ts';
import type { Draft, RecordOf } from './fold.ts';
import { tableStatus } from './table-status.ts';

export function taskFigures(draft: Draft): TaskFigures {
  const { input, attempts, kept, admitted, settled, requeued, warnings } = draft;
  const outcome = (settled ?? kept)?.outcome;
  const measures = settled?.measures ?? null;
  return {
    task: input.task,
    file: input.file,
    size: input.size as Bytes,
    attempts,
    outcome,
    failedLast: outcome === undefined ? (requeued?.outcome ?? null) : null,
    tableStatus: tableStatus(outcome),
    admittedAt: admitted?.at ?? null,
    settledAt: settled?.at ?? null,
    elapsed:
      admitted === null || settled === null ? null : (Math.max(0, settled.at - admitted.at) as Milliseconds),
    loadTime: measures?.loadTime ?? null,
    computeTime: measures?.computeTime ?? null,
    bytesRead: measures?.bytesRead ?? null,
    predicted: admitted?.commit ?? null,
    reserved: settled?.reserved ?? null,
    expectedMemory: admitted?.expected.memory ?? null,
    expectedCompute: admitted?.expected.compute ?? null,
    highWater: settled === null ? null : highWaterOf(settled),
    warnings: outcome === undefined ? warnings : [...warnings, ...warningsIn(outcome)],
  };
}

function highWaterOf({ measures, observedHighWater, outcome }: RecordOf<'settled'>): Bytes | null {
  const proven = outcome.kind === 'out-of-memory' ? outcome.highWater : 0;
  const most = Math.max(measures?.highWater ?? 0, observedHighWater ?? 0, proven);
  return most > 0 ? (most as Bytes) : null;
}

function warningsIn(outcome: Outcome): readonly FileWarning[] {
  if (outcome.kind !== 'succeeded') return [];
  return outcome.notes
    .filter(({ kind }) => kind === 'warning')
    .map(({ code, message }) => ({ code, message }));
}
