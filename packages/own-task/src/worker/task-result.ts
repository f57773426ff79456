import { type FileResult, rowOf, type TaskResult } from '@ballast/results-model';

interface Made extends Omit<TaskResult, 'row'> {
  readonly row: Readonly<Record<string, unknown>> | null;
}

/** A result that has no series: only what the task left. */
export function taskResult({ row, ...made }: Made): FileResult {
  return {
    facts: {
      format: 'task',
      completeness: 'complete',
      samples: 0,
      series: null,
      startTime: null,
      endTime: null,
      plannedEndTime: null,
      warnings: [],
      writtenBy: null,
    },
    keys: [],
    series: [],
    values: [],
    links: [],
    task: { ...made, row: row === null ? null : rowOf(row) },
  };
}
