/** The exit codes of every command; set here and nowhere else. */
export const EXIT = {
  ok: 0,
  someDidNot: 1,
  usage: 2,
  configuration: 3,
  /** What the batch makes could not be written: a full disk, a folder that cannot be written. Run again, it goes on. */
  storage: 5,
  defect: 70,
  interrupted: 130,
} as const;
