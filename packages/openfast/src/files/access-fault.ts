import { FaultError, isFault, systemFaultClass } from '@ballast/resource-model';

/** Turns an error of the operating system into a fault. Faults pass through unchanged. */
export function accessFault(path: string, error: unknown): unknown {
  if (isFault(error)) return error;
  const system = systemCode(error);
  if (system === null) return error;
  if (system === 'EISDIR') return notAFileFault(path, true, error);
  const meaning = systemFaultClass(system);
  if (meaning === 'input-missing') {
    return new FaultError({
      code: 'FILE_NOT_FOUND',
      message: `${path} does not exist`,
      hint: 'check the path; names are case-sensitive on most systems',
      details: { path, system },
      class: meaning,
      cause: error,
    });
  }
  const denied = system === 'EACCES' || system === 'EPERM';
  return new FaultError({
    code: 'FILE_UNREADABLE',
    message: denied
      ? `${path} is not readable by this user (${system})`
      : `${path} cannot be read: ${(error as Error).message}`,
    hint: denied
      ? 'give the user that runs the batch read permission on the file'
      : 'check the storage that holds the file, then run the batch again',
    details: { path, system },
    ...(meaning === 'input-unavailable' ? { class: meaning } : {}),
    cause: error,
  });
}

export function notAFileFault(path: string, folder: boolean, cause?: unknown): FaultError {
  return new FaultError({
    code: folder ? 'FILE_IS_FOLDER' : 'FILE_UNREADABLE',
    message: folder
      ? `${path} is a folder, not a result file`
      : `${path} is not a regular file (it is a device, pipe or socket)`,
    hint: folder ? 'name the files inside it, for example with a pattern' : 'leave it out of the batch',
    details: { path },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** `ENOENT` and the like. Node's own argument errors (a NUL in a path) have an `ERR_` code instead. */
function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
