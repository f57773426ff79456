/**
 * Whether a new change time of a file means that somebody may have written to it. On Windows scanners and indexers set
 * attributes of files that nobody writes to, which changes that time as well.
 */
export const CHANGE_TIME_TELLS: boolean = process.platform !== 'win32';
