/** What the system says of storage that may come back: a share that is gone, a device that stutters, a file in use. */
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
  // What Windows says of a share has no name among Node's.
  'UNKNOWN',
]);
