/**
 * What a fault means to those who handle it. Whoever throws a fault sets it; the scheduler decides by it whether to retry,
 * and tables show it. A fault without a class is one of the input that no retry changes.
 */
export type FaultClass =
  /** No licence seat was available: no failure of the input. */
  | 'seat'
  /** The input does not exist. */
  | 'input-missing'
  /** The input exists but its storage does not deliver it now. */
  | 'input-unavailable'
  /** The input changed while it was being read. */
  | 'input-changed'
  /** The input is not in the format of the reader. */
  | 'wrong-format'
  /** A later version of the program wrote the input than the one that reads it. */
  | 'wrong-version'
  /** The input is a model without results. */
  | 'no-results'
  /** Results cannot be written: the storage is full, or for any other reason. */
  | 'storage-full'
  | 'output';

/**
 * Only writing causes these: no space left, the quota of the user is used up, the file would be larger than the file system
 * or a limit allows.
 */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/** A share that is gone, a device that stutters, a file in use. */
const PASSING: ReadonlySet<string> = new Set([
  'EIO',
  'ESTALE',
  'EBUSY',
  'EAGAIN',
  'ETIMEDOUT',
  'ENETDOWN',
  'ENETUNREACH',
  'ENETRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ECONNRESET',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ENOTCONN',
  'EREMOTEIO',
  'ENXIO',
  'ENODEV',
  // Node has no name for most of what Windows reports about a share.
  'UNKNOWN',
]);

/** What an error of the operating system about a file means; null if it means none of these. */
export function systemFaultClass(
  system: string,
): 'storage-full' | 'input-missing' | 'input-unavailable' | null {
  if (FULL.has(system)) return 'storage-full';
  if (MISSING.has(system)) return 'input-missing';
  return PASSING.has(system) ? 'input-unavailable' : null;
}
