import { type Fault, isFault, plainFault } from '@ballast/resource-model';
import { PASSING } from '../core/endings/passing.ts';

/** Only writing causes these. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Turns whatever was thrown into a fault: keeps a fault as it is, gives system errors of the storage our codes and
 * messages, and calls anything else unexpected.
 */
export function asFault(error: unknown): Fault {
  if (isFault(error)) return plainFault(error);
  const text = error instanceof Error ? error.message : String(error);
  const system = systemCode(error);
  if (system !== null && FULL.has(system)) {
    return {
      code: 'STORAGE_FULL',
      message: `there is no room for the result: ${text}`,
      hint: 'make room on the storage of the output folder, then run the batch again',
      details: { system },
    };
  }
  if (system !== null && PASSING.has(system)) {
    return {
      code: 'INPUT_UNAVAILABLE',
      message: `the file is unavailable at present: ${text}`,
      hint: 'check the storage that holds the file, then run the batch again',
      details: { system },
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
