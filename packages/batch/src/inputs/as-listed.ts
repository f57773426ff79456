import { FaultError } from '@ballast/resource-model';

/** An input as the machine that lists the inputs of a batch saw it. */
export interface ListedLook {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** File systems keep times in steps of up to 2 s, and network file systems round them. */
const ROUNDING = 2000;

/**
 * The identity of an input that another machine has listed, with the time that it saw: so that it finds its own file in the result.
 * Fault INPUT_NOT_LISTED if this machine sees another file.
 */
export function asListed<I extends ListedLook>(found: I, listed: ListedLook, path: string): I {
  if (isAsListed(found, listed)) return { ...found, modified: listed.modified };
  const { size, modified } = found;
  throw new FaultError({
    code: 'INPUT_NOT_LISTED',
    message: 'the file is not the one that the batch lists: its size or its time is another on this machine',
    hint: 'check that `roots` names the same folder on all machines; if the file has changed, run the batch again',
    details: { path, listed: { size: listed.size, modified: listed.modified }, found: { size, modified } },
  });
}

/** Whether two machines may see the same file. */
export function isAsListed(found: ListedLook, listed: ListedLook): boolean {
  return found.size === listed.size && Math.abs(found.modified - listed.modified) <= ROUNDING;
}
