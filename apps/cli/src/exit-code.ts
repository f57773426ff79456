/** The exit codes of every command; set here and nowhere else. */
export const EXIT = {
  ok: 0,
  someDidNot: 1,
  usage: 2,
  configuration: 3,
  /** The output could not be written (a full disk, a missing permission), or somebody disturbed its folder; run again to resume. */
  storage: 5,
  defect: 70,
  interrupted: 130,
} as const;
