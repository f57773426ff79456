import path from 'node:path';
import type { CheckedBatch } from '@ballast/batch';
import type { TaskRun, TaskSettings } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { withOwnTask } from '../own-task.ts';
import { rowInputs, rowsOf, type TaskRow } from '../rows/read-rows.ts';

/** What the owner of a machine lets the batches of others run on it. */
export interface AllowedTask {
  readonly run: TaskRun;
  /** Folder in which it runs, absolute. */
  readonly directory: string;
}

/**
 * A batch of another machine with what this one runs for it: of the batch itself only data is taken, such as the rows and the
 * features. Its inputs must be known. Faults: FLEET_ROWS_DIFFER, DEPENDS_OUTSIDE, and those of `withOwnTask`.
 */
export function withAllowedTask(checked: CheckedBatch, { run, directory }: AllowedTask): CheckedBatch {
  const { task } = checked.batch;
  if (task === null) return checked;
  const outside = task.depends.find((name) => isOutside(name));
  if (outside !== undefined) throw dependsOutside(outside);
  // Which variables of the environment are shown is not for another machine to decide.
  const own: TaskSettings = { ...task, run, directory, environment: [] };
  const given = withOwnTask({ ...checked, batch: { ...checked.batch, task: own } });
  const rows = rowsOf(task, directory);
  if (rows !== null) requireSameRows(checked, rows);
  return given;
}

/** A batch with the rows themselves in place of the file that has them: other machines have no such file. */
export function withRows(checked: CheckedBatch): CheckedBatch {
  const { task } = checked.batch;
  if (typeof task?.rows !== 'string') return checked;
  const rows = rowsOf(task, path.resolve(checked.base, task.directory ?? '.'));
  return { ...checked, batch: { ...checked.batch, task: { ...task, rows } } };
}

/** The file name of a dependency leads out of the folder of the task, on this system or on another. */
function isOutside(name: string): boolean {
  return path.win32.isAbsolute(name) || path.isAbsolute(name) || name.split(/[\\/]/).includes('..');
}

function dependsOutside(name: string): FaultError {
  return new FaultError({
    code: 'DEPENDS_OUTSIDE',
    message: `task.depends names ${name}, which is outside the folder of the task`,
    hint: 'on a fleet, name files below the folder in which tasks run',
    details: { name },
  });
}

/** What the board lists is what the row says, or this machine would do another task under the same number. */
function requireSameRows({ inputs: listed = [] }: CheckedBatch, rows: readonly TaskRow[]): void {
  const own = rowInputs(rows, '.');
  const isSame = listed.every(({ file, size, modified }, task) => {
    if (file === '') return true;
    return own[task]?.size === size && own[task]?.modified === modified;
  });
  if (isSame && own.length === listed.length) return;
  throw new FaultError({
    code: 'FLEET_ROWS_DIFFER',
    message: 'the rows of the batch are not those that its board lists',
    hint: 'begin the batch again',
  });
}
