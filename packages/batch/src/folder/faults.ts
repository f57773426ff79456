import { type Fault, FaultError, isFault, systemFaultClass } from '@ballast/resource-model';

/** What the codes of the system mean for somebody who wants to write. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  // A file, or a link to nothing, has the name of the folder.
  ['EEXIST', 'it is not a folder'],
  ['ENOTDIR', 'it is not a folder'],
  ['ENOENT', 'the folder is gone'],
  ['EACCES', 'this user has no permission'],
  ['EPERM', 'this user has no permission'],
  ['ELOOP', 'it is a link, which is not followed'],
  ['EROFS', 'the file system is read-only'],
]);

export interface WritingFailed {
  /** What could not be written, as the subject of a sentence. */
  readonly what: string;
  /** What is not lost; follows the reason. */
  readonly kept?: string;
  /** What to do after there is room again, and after the folder can be written again. */
  readonly hints: { readonly full: string; readonly unwritable: string };
}

/** A system error of an attempt to write, as STORAGE_FULL or OUTPUT_UNWRITABLE; faults and defects are returned unchanged. */
export function outputFault(error: unknown, { what, kept, hints }: WritingFailed): unknown {
  if (isFault(error) || !(error instanceof Error)) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!/^E[A-Z0-9]+$/.test(code)) return error;
  const full = systemFaultClass(code) === 'storage-full';
  const meaning = full ? 'the storage is full' : MEANINGS.get(code);
  const reason = meaning === undefined ? error.message : `${meaning}: ${error.message}`;
  return new FaultError({
    code: full ? 'STORAGE_FULL' : 'OUTPUT_UNWRITABLE',
    message: `${what} cannot be written: ${reason}${kept === undefined ? '' : `; ${kept}`}`,
    hint: full ? hints.full : hints.unwritable,
    details: { system: code },
    class: full ? 'storage-full' : 'output',
    cause: error,
  });
}

/** The same for the result of one input. */
export function resultFault(error: unknown, result: string): unknown {
  return outputFault(error, {
    what: `the result ${result}`,
    hints: {
      full: 'make room on the storage of the output folder, then run the batch again to resume it',
      unwritable:
        'check the output folder, its permissions and its storage, then run the batch again to resume it',
    },
  });
}

/** Whether a fault means that the output of a batch cannot be written. */
export function isOutputFault(fault: Fault): boolean {
  return fault.class === 'storage-full' || fault.class === 'output';
}

/** The same for the time before anything has run. */
export function notReady(error: unknown, root: string): unknown {
  return outputFault(error, {
    what: `the output folder ${root}`,
    hints: {
      full: `make room on the storage that holds ${root}, or choose an output folder on another one (--out)`,
      unwritable: 'check the path and its permissions, or choose another output folder (--out)',
    },
  });
}
