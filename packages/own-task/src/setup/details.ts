import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { digestOfFile, FILE_DETAIL } from '@ballast/batch/worker';
import type { TaskSettings } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import type { ResolvedRun } from './task-setup.ts';

/** Larger files are programs or data, which nobody edits between two runs. */
const LARGEST_SCRIPT = 16 * 1024 * 1024;

/**
 * What the results of a task depend on besides its inputs: what runs, and the content of the files that it names. `version`
 * tells apart programs whose memory and times are unlike.
 */
export function taskDetails(
  task: TaskSettings,
  { run, directory }: { readonly run: ResolvedRun; readonly directory: string },
): Readonly<Record<string, string>> {
  const what = whatRuns(task);
  const version = createHash('sha256').update(what).digest('hex').slice(0, 12);
  const shown = task.environment.map(
    (name) => [`environment ${name}`, process.env[name] ?? 'not set'] as const,
  );
  return { version, runs: what, ...Object.fromEntries([...fileDetails(task, run, directory), ...shown]) };
}

function whatRuns({ run }: TaskSettings): string {
  switch (run.kind) {
    case 'command':
      return JSON.stringify(run.command);
    case 'python':
      return `python ${run.call}`;
    case 'node':
      return `node ${run.call}`;
  }
}

function fileDetails(task: TaskSettings, run: ResolvedRun, directory: string): [string, string][] {
  const named = scriptsOf(run, directory).map(
    (file) => [path.relative(directory, file) || file, file] as const,
  );
  const depends = task.depends.map(
    (written) => [written, requireFile(path.resolve(directory, written), written)] as const,
  );
  const files = new Map([...named, ...depends]);
  return [...files].map(([name, file]) => [
    `${FILE_DETAIL}${posix(name)}`,
    digestOfFile(file)?.sha256 ?? 'missing',
  ]);
}

/** The files of the user that run: arguments that are scripts, and the module of a function. */
function scriptsOf(run: ResolvedRun, directory: string): string[] {
  if (run.kind === 'command') {
    return run.command
      .filter((text) => !text.includes('{'))
      .map((text) => path.resolve(directory, text))
      .filter(isScript);
  }
  const { module } = run;
  if (run.kind === 'node' || module.endsWith('.py'))
    return [path.resolve(directory, module)].filter(existsSync);
  const below = path.join(directory, ...module.split('.'));
  return [`${below}.py`, path.join(below, '__init__.py')].filter(existsSync).slice(0, 1);
}

const SCRIPT = /\.(?:py|sh|bash|mjs|cjs|js|ts|mts|r|m|jl|pl|rb|lua|tcl|ps1|bat|cmd)$/i;

/** By its ending or its first line: any other file among the arguments may be one that tasks write. */
function isScript(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > LARGEST_SCRIPT) return false;
  return SCRIPT.test(file) || readFileSync(file).subarray(0, 2).toString('latin1') === '#!';
}

function requireFile(file: string, written: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
  throw new FaultError({
    code: 'DEPENDS_MISSING',
    message: `task.depends names ${written}, and there is no such file`,
    hint: 'correct the path; it counts from the folder in which tasks run',
    details: { path: file },
  });
}

function posix(file: string): string {
  return file.split(path.sep).join('/');
}
