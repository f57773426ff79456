import { type Fault, isFault, plainFault, systemFaultClass } from '@ballast/resource-model';

/**
 * Turns whatever was thrown into a fault: keeps a fault as it is, gives system errors of the storage our codes and
 * messages, and calls anything else unexpected.
 */
export function asFault(error: unknown): Fault {
  if (isFault(error)) return plainFault(error);
  const text = error instanceof Error ? error.message : String(error);
  const system = systemCode(error);
  const meaning = system === null ? null : systemFaultClass(system);
  if (meaning === 'storage-full') {
    return {
      code: 'STORAGE_FULL',
      message: `there is no room for the result: ${text}`,
      hint: 'make room on the storage of the output folder, then run the batch again',
      details: { system },
      class: meaning,
    };
  }
  if (meaning === 'input-unavailable') {
    return {
      code: 'INPUT_UNAVAILABLE',
      message: `the file is unavailable at present: ${text}`,
      hint: 'check the storage that holds the file, then run the batch again',
      details: { system },
      class: meaning,
    };
  }
  const stack = error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
  return {
    code: 'UNEXPECTED_ERROR',
    message: text,
    hint: 'please report this with the file that shows it',
    details: stack,
  };
}

/** `ENOSPC` and the like. */
function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : null;
}
