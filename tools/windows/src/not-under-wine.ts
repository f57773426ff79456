/** A test that fails under Wine though Windows itself would pass it. */
export interface NotUnderWine {
  /** The whole name of the test, as vitest prints it after the file's. */
  readonly test: string;
  readonly reason: string;
}

/** All of them; no more than ten, and fewer with time. What is not for Windows at all says so in the test itself. */
export const NOT_UNDER_WINE: readonly NotUnderWine[] = [
  {
    test: 'a file that makes no progress is told apart from one that computes for ever',
    reason:
      'Wine counts the processor time of another process up to its last call to the Wine server: one that only computes looks idle',
  },
];
