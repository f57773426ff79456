import type { ProcessEnd } from '@ballast/scheduler/journal';

const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: 'segmentation fault in native code',
  SIGBUS: 'native code reached memory that is not there',
  SIGABRT: 'native code gave up',
  SIGILL: 'native code used an instruction that this processor does not have',
  SIGFPE: 'arithmetic fault in native code',
  SIGTRAP: 'native code gave up',
  SIGSYS: 'a system call that is not allowed',
  SIGKILL: 'killed from outside, as the system does when memory runs out; there is no proof that it did',
  SIGTERM: 'asked to end from outside',
  SIGINT: 'interrupted from outside',
  SIGHUP: 'its terminal went away',
};

/** Windows tells a crash by an NTSTATUS as exit code. Names: Microsoft, [MS-ERREF] 2.3.1. */
const WINDOWS_STATUSES: Readonly<Record<number, string>> = {
  3221225477: 'access violation in native code',
  3221225495: 'the system had no memory left to give',
  3221225501: 'native code used an instruction that this processor does not have',
  3221225620: 'integer division by zero in native code',
  3221225725: 'stack overflow in native code',
  3221225781: 'a library that it needs was not found',
  3221225786: 'interrupted from outside',
  3221226356: 'native code damaged the heap',
  3221226505: 'native code gave up',
};

/** How a process ended, to follow `the worker process `: `ended on signal SIGSEGV (segmentation fault ...)`. */
export function processEndText({ exitCode, signal }: ProcessEnd): string {
  if (signal !== null) return `ended on signal ${withMeaning(signal, SIGNALS[signal])}`;
  if (exitCode === null) return 'ended in a way that the system does not tell';
  // Some interfaces give the 32 bits as a signed number.
  const code = exitCode >>> 0;
  if (code >= 0x80000000) return `ended with exit code ${withMeaning(hex(code), WINDOWS_STATUSES[code])}`;
  return `ended with exit code ${exitCode}`;
}

function withMeaning(what: string, meaning: string | undefined): string {
  return meaning === undefined ? what : `${what} (${meaning})`;
}

function hex(code: number): string {
  return `0x${code.toString(16).toUpperCase()}`;
}
