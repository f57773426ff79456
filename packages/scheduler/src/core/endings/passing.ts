/** Errors of the system about storage that may pass: a share that is gone, a device that stutters, a file in use. */
export const PASSING: ReadonlySet<string> = new Set([
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
