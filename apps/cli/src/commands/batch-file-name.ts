/** The batch file of a folder, for commands that are given none. */
export const BATCH_FILE = 'ballast.yml';
