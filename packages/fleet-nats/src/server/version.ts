/** Older servers do not know `sync_interval: always`. */
export const OLDEST: string = '2.10';

/** Whether a version such as `2.10.4` is one that can keep every record through a loss of power. */
export function isNewEnough(version: string): boolean {
  const [[major = 0, minor = 0], [oldestMajor = 0, oldestMinor = 0]] = [numbers(version), numbers(OLDEST)];
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

const numbers = (version: string): readonly number[] => version.split('.').map(Number);
