import { journalFigures } from '@ballast/reporting';
import { forTerminal } from '@ballast/text';
import { describe, expect, it } from 'vitest';
import { simulatedJournal } from '../../test/simulated-journal.ts';
import { packFigures, unpackFigures } from './page-data.ts';

const numbers = (column: Float64Array): (number | null)[] =>
  Array.from(column, (value) => (Number.isNaN(value) ? null : value));
const rounded = (values: readonly (number | null)[], unit = 1): (number | null)[] =>
  values.map((value) => (value === null ? null : Math.round(value / unit) * unit));

describe('the data of a page', () => {
  it.each([false, true])('is that of the figures, all columns and all rows; without samples: %s', (old) => {
    const name = (task: number): string => (task === 7 ? 'a\u202eb\n.sim' : `f/${task}.sim`);
    const figures = journalFigures(
      simulatedJournal({ files: 120, old, name, failures: new Map([[3, 'cut']]) }),
    );
    const { tasks, attempts } = figures;
    const { files, attempts: earlier, figures: shown } = unpackFigures(packFigures(figures));
    expect(files.file).toEqual(tasks.file.map(forTerminal));
    expect(files.status).toEqual(tasks.status);
    for (const column of [
      'size',
      'attempts',
      'admittedAt',
      'settledAt',
      'computingAt',
      'waited',
      'lane',
    ] as const)
      expect(numbers(files[column]), column).toEqual(rounded(tasks[column]));
    for (const column of ['loadTime', 'computeTime', 'expectedCompute'] as const)
      expect(numbers(files[column]), column).toEqual(rounded(tasks[column]));
    for (const column of ['highWater', 'expectedMemory', 'reservedAtStart'] as const)
      expect(numbers(files[column]), column).toEqual(rounded(tasks[column], 1024));
    for (const column of ['task', 'lane', 'from', 'until', 'computingAt'] as const)
      expect(numbers(earlier[column]), column).toEqual(rounded(attempts[column]));
    expect(shown.series).toEqual(figures.series);
    expect(packFigures(figures)).toEqual(packFigures(figures));
  });

  it('has lanes whose bars last as long as the files did, none over another', () => {
    const { tasks, lanes } = journalFigures(simulatedJournal({ files: 200 }));
    const byLane = Array.from({ length: lanes }, () => [] as [number, number][]);
    for (const [task, lane] of tasks.lane.entries())
      byLane[lane ?? 0]?.push([tasks.admittedAt[task] ?? 0, tasks.settledAt[task] ?? 0]);
    let busy = 0;
    for (const spans of byLane) {
      spans.sort(([a], [b]) => a - b);
      for (const [i, [from, until]] of spans.entries()) {
        busy += until - from;
        expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.[1] ?? 0);
      }
    }
    const elapsed = tasks.settledAt.reduce<number>(
      (sum, until, task) => sum + (until ?? 0) - (tasks.admittedAt[task] ?? 0),
      0,
    );
    expect(busy).toBe(elapsed);
  });
});
