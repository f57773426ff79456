import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../plan/file-result.ts';
import { rowOf } from '../../task/task-result.ts';
import { TaskTable } from './task-table.ts';

function result(row: Readonly<Record<string, unknown>> | null): FileResult {
  const task = {
    seconds: 1.5,
    highWater: 1_572_864,
    exitCode: 0,
    row: row === null ? null : rowOf(row),
    outputs: [],
  };
  return { task } as unknown as FileResult;
}

function tableOf(...results: readonly FileResult[]): { columns: readonly string[]; cells: unknown[] } {
  const table = new TaskTable(['file', 'status']);
  for (const one of results) table.observe(one);
  return { columns: table.columns, cells: results.map((one) => table.rows(one)[0]?.cells) };
}

describe('a table of tasks', () => {
  it('has the union of all keys in the order in which the inputs first have them', () => {
    const { columns, cells } = tableOf(
      result({ b: 1, a: 'x' }),
      result(null),
      result({ a: 'y', c: 0.1 + 0.2 }),
    );
    expect(columns).toEqual(['b', 'a', 'c']);
    expect(cells).toEqual([
      [1, 'x', null],
      [null, null, null],
      [null, 'y', 0.1 + 0.2],
    ]);
  });

  it('shows nested values as JSON, and booleans as words', () => {
    const { cells } = tableOf(result({ a: { x: [1, 2] }, b: true, c: null }));
    expect(cells).toEqual([['{"x":[1,2]}', 'true', null]]);
  });

  it('tells its own columns apart from keys with the same name', () => {
    expect(tableOf(result({ file: 1, status: 2 })).columns).toEqual(['file#2', 'status#2']);
  });

  it('has what was measured if no task returned anything', () => {
    const { columns, cells } = tableOf(result(null));
    expect(columns).toEqual(['seconds', 'high water (MiB)', 'exit code']);
    expect(cells).toEqual([[1.5, 1.5, 0]]);
  });
});
