import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { FileWarning } from '@ballast/results-model';
import type { TaskFigures } from './figures.ts';
import type { Draft, RecordOf } from './fold.ts';
import { tableStatus } from './table-status.ts';

export function taskFigures({ input, attempts, admitted, settled, warnings }: Draft): TaskFigures {
  const measures = settled?.measures ?? null;
  return {
    task: input.task,
    file: input.file,
    size: input.size as Bytes,
    attempts,
    outcome: settled?.outcome,
    tableStatus: tableStatus(settled?.outcome),
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
    warnings: settled === null ? warnings : [...warnings, ...warningsIn(settled)],
  };
}

function highWaterOf({ measures, observedHighWater, outcome }: RecordOf<'settled'>): Bytes | null {
  const proven = outcome.kind === 'out-of-memory' ? outcome.highWater : 0;
  const most = Math.max(measures?.highWater ?? 0, observedHighWater ?? 0, proven);
  return most > 0 ? (most as Bytes) : null;
}

function warningsIn({ outcome }: RecordOf<'settled'>): readonly FileWarning[] {
  if (outcome.kind !== 'succeeded') return [];
  return outcome.notes
    .filter(({ kind }) => kind === 'warning')
    .map(({ code, message }) => ({ code, message }));
}
