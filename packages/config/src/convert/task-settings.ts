import type { Batch, Resources } from '../batch.ts';
import { memoryText } from '../quantity/memory.ts';
import type { BatchFile } from '../schema/batch-schema.ts';
import type { TaskFile } from '../schema/run/task-schema.ts';
import type { TaskRun, TaskSettings } from '../task.ts';

/** Null for a batch with a reader. */
export function taskSettings(task: TaskFile | null): TaskSettings | null {
  if (task === null) return null;
  return {
    name: task.name,
    run: runOf(task),
    directory: task.directory,
    rows: task.rows,
    depends: [...task.depends],
    features: task.features,
    sharedMemory: task.shared.memory,
    needs: task.needs,
    retries: task.retries,
    timeoutFactor: task.timeout?.kind === 'times' ? task.timeout.factor : null,
    environment: [...task.environment],
    collect: task.collect,
  };
}

function runOf({ command, python, node, pythonExecutable: executable }: TaskFile): TaskRun {
  if (command !== undefined) return { kind: 'command', command: [...command] };
  if (python !== undefined) return { kind: 'python', call: python, executable };
  return { kind: 'node', call: node ?? '' };
}

/** What a task says of resources has its place there. */
export function withTask(resources: Resources, task: BatchFile['task']): Resources {
  if (task === null) return resources;
  return {
    ...resources,
    ...(task.threads === null ? {} : { nativeThreads: task.threads }),
    ...(task.timeout?.kind === 'span' ? { timeout: task.timeout.time } : {}),
  };
}

/** The task as a batch file has it; what is as it is by default is left out. */
export function taskText({ task }: Pick<Batch, 'task'>): unknown {
  if (task === null) return null;
  const { run, sharedMemory, timeoutFactor, ...rest } = task;
  const given = Object.entries(rest).filter(([, value]) => !isEmpty(value));
  return {
    ...runText(run),
    ...Object.fromEntries(given),
    ...(sharedMemory === null
      ? {}
      : { shared: { memory: memoryText({ kind: 'size', bytes: sharedMemory }) } }),
    ...(timeoutFactor === null ? {} : { timeout: `${timeoutFactor}x` }),
  };
}

function runText(run: TaskRun): object {
  switch (run.kind) {
    case 'command':
      return { command: run.command };
    case 'python':
      return { python: run.call, ...(run.executable === null ? {} : { pythonExecutable: run.executable }) };
    case 'node':
      return { node: run.call };
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
