/** The exit codes of every command; set here and nowhere else. */
export const EXIT = {
  ok: 0,
  someDidNot: 1,
  usage: 2,
  configuration: 3,
  /** The output could not be written: a full disk, a read-only folder. Running the batch again resumes it. */
  storage: 5,
  defect: 70,
  interrupted: 130,
} as const;
