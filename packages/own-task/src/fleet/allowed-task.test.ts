import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CheckedBatch, checkBatch } from '@ballast/batch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowInputs } from '../rows/read-rows.ts';
import type { TaskSetup } from '../setup/task-setup.ts';
import { withAllowedTask, withRows } from './allowed-task.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-allowed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const OWN = { run: { kind: 'command', command: ['mine', '{a}'] }, directory: '/mine' } as const;

function batchOf(task: object): CheckedBatch {
  return checkBatch(
    { version: 1, output: 'out', task: { name: 't', command: ['theirs'], ...task } },
    { base: folder },
  );
}

const setupOf = ({ program }: CheckedBatch): TaskSetup => JSON.parse(program?.setup ?? '{}') as TaskSetup;

describe('a task that a machine allows', () => {
  it('runs what the machine says in its own folder, with the rows and cores of the batch', () => {
    const rows = [{ a: 1 }, { a: 2 }];
    const given = batchOf({ rows, threads: 3, directory: '/theirs', environment: ['HOME'] });
    const listed = withAllowedTask({ ...given, inputs: inputsOf(given) }, OWN);
    expect(setupOf(listed)).toMatchObject({ run: OWN.run, directory: '/mine', threads: 3 });
    expect(listed.program?.orderOf(1)).toEqual({ index: 1, row: { a: 2 } });
    // Which variables of this machine are shown is not for another one to decide.
    expect(Object.keys(listed.program?.details ?? {}).filter((name) => name.includes('HOME'))).toEqual([]);
  });

  it('is refused if its rows are not those that were listed', () => {
    const other = inputsOf(batchOf({ rows: [{ a: 1 }, { a: 3 }] }));
    const given = batchOf({ rows: [{ a: 1 }, { a: 2 }] });
    expect(() => withAllowedTask({ ...given, inputs: other }, OWN)).toThrow(
      'are not those that its board lists',
    );
    const shorter = inputsOf(given).slice(1);
    expect(() => withAllowedTask({ ...given, inputs: shorter }, OWN)).toThrow('are not those');
  });

  it.each(['/etc/passwd', '../x', 'a/../../x', 'C:\\x', '\\\\nas\\x'])(
    'is refused if it depends on %s',
    (name) => {
      const given = batchOf({ rows: [{ a: 1 }], depends: [name] });
      expect(() => withAllowedTask({ ...given, inputs: inputsOf(given) }, OWN)).toThrow('outside the folder');
    },
  );
});

describe('a batch with the rows of a file', () => {
  it('has the rows themselves for other machines', () => {
    writeFileSync(path.join(folder, 'rows.csv'), 'a,b\n1,x\n2,y\n');
    expect(withRows(batchOf({ rows: 'rows.csv' })).batch.task?.rows).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
  });
});

/** As a board lists them. */
function inputsOf(checked: CheckedBatch): NonNullable<CheckedBatch['inputs']> {
  const rows = checked.batch.task?.rows;
  return typeof rows === 'object' && rows !== null ? rowInputs(rows, '.') : [];
}
