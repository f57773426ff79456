/** A test that fails under Wine but would pass on Windows. */
export interface NotUnderWine {
  /** The full name of the test, as vitest prints it after the file name. */
  readonly test: string;
  readonly reason: string;
}

/** Ten at most, and fewer with time. A test that does not apply to Windows at all declares that itself. */
export const NOT_UNDER_WINE: readonly NotUnderWine[] = [
  {
    test: 'a file that makes no progress is distinguished from one that computes forever',
    reason:
      'Wine counts the processor time of another process only up to its last call to the Wine server, so a process that only computes looks idle',
  },
  {
    test: 'a process runner reports a worker as lost if the system refuses to start its process',
    reason:
      'Wine starts a process with a command line of any length; Windows refuses one of more than 32,767 characters',
  },
  {
    test: 'a file that is written whole is not committed if it was removed while it was written',
    reason: 'Wine shows a file that was removed until it is closed; Windows does not',
  },
  {
    test: 'TablesAhead has none if somebody has removed a file, and leaves no file',
    reason: 'Wine shows a file that was removed until it is closed; Windows does not',
  },
];
