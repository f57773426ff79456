import { FaultError, isFault, systemFaultClass } from '@ballast/resource-model';

/** Turns an error of the operating system into a fault. Faults pass through unchanged. */
export function accessFault(path: string, error: unknown): unknown {
  if (isFault(error)) return error;
  const { code, message } = error as { readonly code?: unknown; readonly message: string };
  if (typeof code !== 'string') return error;
  if (code === 'EISDIR') return notAFile(path);
  const meaning = systemFaultClass(code);
  const details = { path, system: code };
  if (meaning === 'input-missing') {
    return new FaultError({
      code: 'FILE_NOT_FOUND',
      message: `${path} does not exist`,
      hint: 'check the path; names are case-sensitive on most systems',
      details,
      class: meaning,
      cause: error,
    });
  }
  return new FaultError({
    code: 'FILE_UNREADABLE',
    message: `${path} cannot be read: ${message}`,
    hint: 'check the permissions and the storage that holds the file, then run the batch again',
    details,
    ...(meaning === 'input-unavailable' ? { class: meaning } : {}),
    cause: error,
  });
}

export function notAFile(path: string): FaultError {
  return new FaultError({
    code: 'FILE_UNREADABLE',
    message: `${path} is not a regular file`,
    hint: 'name the files inside a folder, for example with a pattern; leave devices and pipes out',
    details: { path },
  });
}

/** `found`: what it looks like. */
export function unknownFormat(path: string, found: string): FaultError {
  return new FaultError({
    code: 'FORMAT_UNKNOWN',
    message: `${path} is not a report of the ONE simulator: ${found}`,
    hint: 'leave it out with inputs.exclude, or name the reader that it is for',
    details: { path },
    class: 'wrong-format',
  });
}
