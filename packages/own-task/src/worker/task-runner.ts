import { mkdirSync } from 'node:fs';
import { filled } from '../argv/placeholders.ts';
import { valuesOf } from '../argv/values.ts';
import { PythonProcess } from '../python/python-process.ts';
import type { ResolvedRun, TaskOrder, TaskSetup } from '../setup/task-setup.ts';
import { callNode, nodeFunction } from './call-node.ts';
import { runCommand } from './run-command.ts';
import { taskEnvironment } from './task-environment.ts';
import type { TaskLog } from './task-log.ts';

/** One attempt. */
export interface TaskCall extends TaskOrder {
  /** Absolute path of the input; of no meaning for a row. */
  readonly input: string;
  /** Absolute path of its folder; null if it has none. */
  readonly out: string | null;
  readonly log: TaskLog;
  readonly alive: () => void;
  /** Called with the number of the process that it started. */
  readonly onStarted: (pid: number) => void;
}

export interface TaskDone {
  readonly row: Readonly<Record<string, unknown>> | null;
  readonly exitCode: number | null;
  /** As the function's own process measured it, in bytes; null if it did not. */
  readonly highWater: number | null;
}

/** Carries out attempts, one at a time; keeps alive between them what is worth it. */
export type TaskRunner = (call: TaskCall) => Promise<TaskDone>;

export function taskRunner(setup: TaskSetup): TaskRunner {
  const env = taskEnvironment(process.env, setup.threads);
  switch (setup.run.kind) {
    case 'command':
      return commandRunner(setup, setup.run, env);
    case 'python':
      return pythonRunner(setup, setup.run, env);
    case 'node':
      return nodeRunner(setup, setup.run);
  }
}

type RunOf<Kind> = Extract<ResolvedRun, { kind: Kind }>;
type Environment = Readonly<Record<string, string | undefined>>;

function commandRunner(
  { directory, threads }: TaskSetup,
  run: RunOf<'command'>,
  env: Environment,
): TaskRunner {
  return async (call) => {
    const values = valuesOf({ ...call, cores: threads });
    const command = run.command.map((text) => filled(text, values));
    const { log, onStarted } = call;
    const done = await runCommand({ command, directory, env, log, onStarted });
    return { ...done, highWater: null };
  };
}

function pythonRunner({ directory, threads }: TaskSetup, run: RunOf<'python'>, env: Environment): TaskRunner {
  let python: PythonProcess | null = null;
  return async ({ input, row, out, log, alive, onStarted }) => {
    if (python === null || python.isOver) python = new PythonProcess({ ...run, directory, env });
    if (python.pid !== null) onStarted(python.pid);
    const done = await python.call({ input: row ?? input, out, cores: threads, log, alive });
    return { row: done.row, exitCode: null, highWater: done.highWater };
  };
}

function nodeRunner({ threads }: TaskSetup, { module, name }: RunOf<'node'>): TaskRunner {
  return async ({ input, row, out, alive }) => {
    const call = await nodeFunction(module, name);
    const folder = (): string | null => {
      if (out !== null) mkdirSync(out, { recursive: true });
      return out;
    };
    const context = { out: folder, cores: threads, progress: () => alive() };
    return { row: await callNode(call, row ?? input, context), exitCode: null, highWater: null };
  };
}
