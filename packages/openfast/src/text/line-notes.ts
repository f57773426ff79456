/** Lines that are not data rows, and how they were classified. */
export interface LineNotes {
  /** Lines that broke the rows: a wrong number of fields, or no readable time. */
  skipped: number;
  firstSkipped: number;
  /** Lines of words among the skipped ones, and those after the last row, which are not skipped. */
  words: number;
  trailing: number;
  /** The last data line if it was cut and dropped, otherwise 0. */
  cutLine: number;
  /** Number of `#Restarting here` lines. */
  restarts: number;
  firstRestart: number;
  /** Line of another head below which the rows are of another run, which were not read; 0 if there is none. */
  secondHead: number;
  /** Heads that repeat the first one above rows that go on, and the line of the first of them. */
  repeatedHeads: number;
  firstRepeatedHead: number;
}

export const NO_NOTES: LineNotes = {
  skipped: 0,
  firstSkipped: 0,
  words: 0,
  trailing: 0,
  cutLine: 0,
  restarts: 0,
  firstRestart: 0,
  secondHead: 0,
  repeatedHeads: 0,
  firstRepeatedHead: 0,
};
