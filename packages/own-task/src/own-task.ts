import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CheckedBatch, type Input, listInputs, type TaskProgram } from '@ballast/batch';
import type { TaskRun, TaskSettings } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { checkNames, filled, namesIn } from './argv/placeholders.ts';
import { valuesOf } from './argv/values.ts';
import { pythonFor } from './python/find-python.ts';
import { rowInputs, rowsOf, type TaskRow } from './rows/read-rows.ts';
import { taskDetails } from './setup/details.ts';
import type { ResolvedRun, TaskOrder, TaskSetup } from './setup/task-setup.ts';

/** The built module: a process cannot run the sources. */
const WORKER = fileURLToPath(new URL('../dist/bundle/worker-task-worker.js', import.meta.url));

/**
 * A batch with what carries out its task; unchanged if it has a reader. Faults: TASK_PLACEHOLDER_UNKNOWN, TASK_CALL_INVALID,
 * FEATURE_INVALID, DEPENDS_MISSING, ROWS_UNREADABLE, and those of inputs.
 */
export function withOwnTask(checked: CheckedBatch): CheckedBatch {
  const { task, resources } = checked.batch;
  if (task === null) return checked;
  const directory = path.resolve(checked.base, task.directory ?? '.');
  const rows = rowsOf(task, directory);
  const texts = [...(task.run.kind === 'command' ? task.run.command : []), ...Object.values(task.features)];
  checkNames(texts, rows === null ? null : columnsOf(rows));
  const run = resolvedRun(task.run, directory);
  const usesOut =
    task.run.kind !== 'command' || task.run.command.some((text) => namesIn(text).includes('out'));
  const setup: TaskSetup = { run, directory, threads: resources.nativeThreads, usesOut };
  const inputs = rows === null ? inputsOf(checked) : rowInputs(rows, directory);
  const program: TaskProgram = {
    module: WORKER,
    details: taskDetails(task, { run, directory }),
    setup: JSON.stringify(setup),
    orderOf: (index): TaskOrder => ({ index, row: rows?.[index] ?? null }),
    feature: featureOf(task, { inputs, rows, cores: resources.nativeThreads }),
    shared: task.sharedMemory,
  };
  return { ...checked, inputs, program };
}

/** The commands of a batch as they would run, an array of arguments each; a call for a function. */
export function commandsOf(checked: CheckedBatch): readonly string[][] {
  const { task, resources } = checked.batch;
  const { inputs = [], program } = checked;
  if (task === null || program === undefined) return [];
  return inputs.map((input, index) => {
    const { row } = program.orderOf(index) as TaskOrder;
    if (task.run.kind !== 'command')
      return [task.run.kind, task.run.call, row === null ? input.path : input.file];
    const out = path.join(checked.output, 'tables', 'outputs', path.parse(input.file).name);
    const values = valuesOf({ input: input.path, index, row, out, cores: resources.nativeThreads });
    return task.run.command.map((text) => filled(text, values));
  });
}

function inputsOf({ batch, inputDirectory: directory, output, inputs }: CheckedBatch): readonly Input[] {
  const { include, exclude } = batch.inputs;
  return inputs ?? listInputs({ directory, include, exclude, output });
}

function columnsOf(rows: readonly TaskRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function resolvedRun(run: TaskRun, directory: string): ResolvedRun {
  switch (run.kind) {
    case 'command':
      return run;
    case 'python': {
      const [module, name] = parts(
        run.call,
        ':',
        'module:function, such as proc:process or tools/proc.py:process',
      );
      const executable = pythonFor({ directory, executable: run.executable, environment: process.env });
      return { kind: 'python', executable, module, name };
    }
    case 'node': {
      const [module, name] = parts(run.call, '#', 'module.mjs#function');
      return { kind: 'node', module: path.resolve(directory, module), name };
    }
  }
}

function parts(call: string, mark: string, expected: string): [module: string, name: string] {
  const at = call.lastIndexOf(mark);
  if (at > 0 && at < call.length - 1) return [call.slice(0, at), call.slice(at + 1)];
  throw new FaultError({
    code: 'TASK_CALL_INVALID',
    message: `expected ${expected}, found ${call}`,
    hint: 'name the module and, behind it, the function that is called with each input',
  });
}

interface OfFeature {
  readonly inputs: readonly Input[];
  readonly rows: readonly TaskRow[] | null;
  readonly cores: number;
}

/** The sum of all features by task; null if none is named. */
function featureOf({ features }: TaskSettings, { inputs, rows, cores }: OfFeature): Float64Array | null {
  const texts = Object.entries(features);
  if (texts.length === 0) return null;
  return Float64Array.from(inputs, (input, index) => {
    // Another machine does it.
    if (input.file === '') return 0;
    const values = valuesOf({ input: input.path, index, row: rows?.[index] ?? null, out: null, cores });
    return texts.reduce(
      (sum, [name, text]) => sum + amount(filled(text, values), { name, file: input.file }),
      0,
    );
  });
}

function amount(text: string, { name, file }: { readonly name: string; readonly file: string }): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new FaultError({
    code: 'FEATURE_INVALID',
    message: `expected a number of 0 or more as the feature ${name} of ${file}, found \`${text}\``,
    hint: 'a feature is a column of numbers, such as {rows}',
  });
}
