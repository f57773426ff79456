import type { ProcessEnd } from '@ballast/scheduler/journal';

const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: 'segmentation fault in native code',
  SIGBUS: 'native code accessed memory that does not exist',
  SIGABRT: 'native code aborted',
  SIGILL: 'native code used an instruction that this processor does not have',
  SIGFPE: 'arithmetic fault in native code',
  SIGTRAP: 'native code stopped at a trap',
  SIGSYS: 'a forbidden system call',
  SIGKILL: 'killed from outside, as the system does when memory runs out; nothing proves that it did',
  SIGTERM: 'terminated from outside',
  SIGINT: 'interrupted from outside',
  SIGHUP: 'its terminal was closed',
};

/** On Windows, the exit code of a crash is an NTSTATUS. Names: Microsoft, [MS-ERREF] 2.3.1. */
const WINDOWS_STATUSES: Readonly<Record<number, string>> = {
  3221225477: 'access violation in native code',
  3221225495: 'the system had no memory left',
  3221225501: 'native code used an instruction that this processor does not have',
  3221225620: 'integer division by zero in native code',
  3221225725: 'stack overflow in native code',
  3221225781: 'a required library was not found',
  3221225786: 'interrupted from outside',
  3221226356: 'native code corrupted the heap',
  3221226505: 'native code aborted',
};

/** How a process ended, for use after `the worker process `: `ended on signal SIGSEGV (segmentation fault ...)`. */
export function processEndText({ exitCode, signal }: ProcessEnd): string {
  if (signal !== null) return `ended on signal ${withMeaning(signal, SIGNALS[signal])}`;
  if (exitCode === null) return 'ended in a way that the system does not report';
  // Some interfaces return the 32 bits as a signed number.
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
