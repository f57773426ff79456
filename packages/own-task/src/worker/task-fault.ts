import path from 'node:path';
import { type Fault, FaultError } from '@ballast/resource-model';

/** How a program of the user's own ended. */
export interface ProgramEnd {
  /** As it was started, for people. */
  readonly program: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines of its standard error. */
  readonly stderr: readonly string[];
  /** What the output folder calls its log; null if it printed nothing. */
  readonly log: string | null;
}

/** Signals by which a program ends for a fault of its own, in words. */
const MEANINGS: Readonly<Record<string, string>> = {
  SIGSEGV: 'segmentation fault',
  SIGBUS: 'bus error',
  SIGILL: 'illegal instruction',
  SIGFPE: 'arithmetic error',
  SIGABRT: 'aborted itself',
  SIGTERM: 'asked to end',
  SIGKILL: 'killed',
};

/** Exit codes by which Windows reports the same. */
const WINDOWS_ENDS: Readonly<Record<number, string>> = {
  3221225477: 'access violation, a segmentation fault',
  3221225725: 'stack overflow',
  3221226505: 'aborted itself',
};

/** The fault of an attempt that did not end well: TASK_SIGNALLED or TASK_FAILED. */
export function programFault({ program, exitCode, signal, stderr, log }: ProgramEnd): Fault {
  const because = reasonIn(stderr);
  const hint =
    log === null ? 'run it by hand with the same input' : `everything that it printed is in ${log}`;
  const details = { exitCode, signal, stderr, ...(log === null ? {} : { log }) };
  if (signal !== null) {
    const meaning = MEANINGS[signal];
    const words = meaning === undefined ? signal : `${signal} (${meaning})`;
    return { code: 'TASK_SIGNALLED', message: `${program} ended with ${words}${because}`, hint, details };
  }
  const windows = WINDOWS_ENDS[exitCode ?? 0];
  const code = `exit code ${exitCode}${windows === undefined ? '' : ` (${windows})`}`;
  return { code: 'TASK_FAILED', message: `${program} ended with ${code}${because}`, hint, details };
}

const PYTHON_PLACE = /^\s*File "(.+)", line (\d+),? in (\S+)/;
const FATAL = /^Fatal Python error:/;
/** Modules of Python itself, of what is installed, and our worker. */
const OF_PYTHON = /[\\/](?:lib[\\/]python[\d.]*|Lib|site-packages|ballast\.py)(?:[\\/]|$)/;

/** What the last lines say: the last of them, and the place in a program of Python that they name. */
function reasonIn(stderr: readonly string[]): string {
  const fatal = stderr.findIndex((line) => FATAL.test(line));
  const last = fatal < 0 ? (stderr.at(-1)?.trim() ?? '') : '';
  const places = stderr.flatMap((line, i) => {
    const [, file, number, name] = PYTHON_PLACE.exec(line) ?? [];
    if (file === undefined || i < fatal) return [];
    return [{ isOwn: !OF_PYTHON.test(file), text: `${path.basename(file)}, line ${number}, in ${name}` }];
  });
  // A traceback ends with the innermost call, the report of a crash begins with it.
  const place = fatal < 0 ? places.at(-1) : (places.find(({ isOwn }) => isOwn) ?? places[0]);
  return `${last === '' ? '' : `: ${last}`}${place === undefined ? '' : ` (${place.text})`}`;
}

/** The program could not be started at all. */
export function startFault(program: string, cause: NodeJS.ErrnoException): FaultError {
  const isMissing = cause.code === 'ENOENT';
  return new FaultError({
    code: 'TASK_NOT_STARTED',
    message: isMissing
      ? `there is no program ${program}`
      : `${program} could not be started: ${cause.message}`,
    hint: 'name a program that is on the path, or its own path; scripts of a shell need the shell in front (sh, cmd /c)',
    details: { program, system: cause.code ?? null },
  });
}
