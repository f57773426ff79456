import { FaultError, isFault } from '@ballast/resource-model';

/** What the operating system said, as a fault. Faults pass through unchanged. */
export function accessFault(path: string, error: unknown): unknown {
  if (isFault(error)) return error;
  const system = systemCode(error);
  if (system === null) return error;
  if (system === 'EISDIR') return notAFileFault(path, true, error);
  if (system === 'ENOENT' || system === 'ENOTDIR') {
    return new FaultError({
      code: 'FILE_NOT_FOUND',
      message: `${path} does not exist.`,
      hint: 'Check the path; names are case-sensitive on most systems.',
      details: { path, system },
      cause: error,
    });
  }
  const denied = system === 'EACCES' || system === 'EPERM';
  return new FaultError({
    code: 'FILE_UNREADABLE',
    message: denied
      ? `${path} may not be read by this user (${system}).`
      : `${path} cannot be read: ${(error as Error).message}.`,
    hint: denied
      ? 'Give the user that runs the batch read permission on the file.'
      : 'Check the storage that holds the file, then run the batch again.',
    details: { path, system },
    cause: error,
  });
}

export function notAFileFault(path: string, folder: boolean, cause?: unknown): FaultError {
  return new FaultError({
    code: folder ? 'FILE_IS_FOLDER' : 'FILE_UNREADABLE',
    message: folder
      ? `${path} is a folder; a result file was expected.`
      : `${path} is not a regular file (a device, pipe or socket).`,
    hint: folder ? 'Name the files inside it, for example with a pattern.' : 'Leave it out of the batch.',
    details: { path },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** `ENOENT` and the like; Node's own argument errors (a NUL in a path) carry an `ERR_` code. */
function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
