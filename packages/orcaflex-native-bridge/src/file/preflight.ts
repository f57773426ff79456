import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { FaultError, isFault, systemFaultClass } from '@ballast/resource-model';

/** What the first bytes of an OrcaFlex file reveal, without the library or a licence. */
export interface Preflight {
  /** Size of the file in bytes. */
  readonly size: number;
  /** Version of the program that wrote it, e.g. `11.3c`. */
  readonly version: string;
}

const HEAD = 512;
/** The length byte of the name, the name, its NUL. */
const SIGNATURE: readonly number[] = [8, ...Buffer.from('ORCAFLEX', 'latin1'), 0];
const TYPE_SIMULATION = 2;
const TYPE_DATA = 0;

/**
 * Reads at most 512 bytes. Faults: `FILE_NOT_FOUND`, `FILE_IS_FOLDER`, `FILE_UNREADABLE`, `FILE_EMPTY`,
 * `FORMAT_UNKNOWN`, `DATA_FILE_NOT_SIMULATION`.
 */
export function preflight(path: string): Preflight {
  const { head, size } = readHead(path);
  if (size === 0) {
    throw new FaultError({
      code: 'FILE_EMPTY',
      message: `${path} is empty (0 bytes)`,
      hint: 'if the simulation has not finished, run it again; otherwise leave the file out',
      details: { path },
    });
  }
  const header = parseHead(head);
  if (header === null) {
    throw new FaultError({
      code: 'FORMAT_UNKNOWN',
      message: `${path} does not begin like an OrcaFlex file`,
      hint: 'give simulation files (.sim) that OrcaFlex saved, or name another reader',
      details: { path, size },
      class: 'wrong-format',
    });
  }
  if (header.type === TYPE_DATA) {
    throw new FaultError({
      code: 'DATA_FILE_NOT_SIMULATION',
      message: `${path} holds model data without results (OrcaFlex ${header.version})`,
      hint: 'run it in OrcaFlex and give the simulation file (.sim) that the run saves',
      details: { path, version: header.version },
      class: 'no-results',
    });
  }
  return { size, version: header.version };
}

/** Null for anything but exactly the known header. */
export function parseHead(
  head: Uint8Array,
): { readonly version: string; readonly type: typeof TYPE_DATA | typeof TYPE_SIMULATION } | null {
  if (!SIGNATURE.every((byte, index) => head[index] === byte)) return null;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const lengthAt = SIGNATURE.length + 2;
  const minorLength = bytes[lengthAt];
  if (minorLength === undefined || bytes.length < lengthAt + minorLength + 4) return null;
  const end = lengthAt + 1 + minorLength;
  const type = bytes[end + 2];
  if (bytes[end] !== 0 || bytes[end + 1] !== 0) return null;
  if (type !== TYPE_DATA && type !== TYPE_SIMULATION) return null;
  const minor = bytes.toString('latin1', lengthAt + 1, end);
  return { version: `${bytes.readUInt16LE(SIGNATURE.length)}.${minor}`, type };
}

function readHead(path: string): { readonly head: Uint8Array; readonly size: number } {
  try {
    // Checked before opening, because opening a pipe would wait for a writer indefinitely.
    requireFile(path, statSync(path));
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const head = Buffer.alloc(HEAD);
      return { head: head.subarray(0, readSync(file, head, 0, HEAD, 0)), size };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw accessFault(path, error);
  }
}

function requireFile(path: string, stat: Stats): void {
  if (stat.isFile()) return;
  const folder = stat.isDirectory();
  throw new FaultError({
    code: folder ? 'FILE_IS_FOLDER' : 'FILE_UNREADABLE',
    message: folder
      ? `${path} is a folder, not a simulation file`
      : `${path} is not a regular file (it is a device, pipe or socket)`,
    hint: folder ? 'name the files inside it, for example with a pattern' : 'leave it out of the batch',
    details: { path },
  });
}

/** Turns an error of the operating system into a fault; faults and our own errors pass through. */
export function accessFault(path: string, error: unknown): unknown {
  if (isFault(error)) return error;
  const system = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (system === undefined || !/^E[A-Z0-9]+$/.test(system)) return error;
  const meaning = systemFaultClass(system);
  const absent = meaning === 'input-missing';
  return new FaultError({
    code: absent ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
    message: absent ? `${path} does not exist` : `${path} cannot be read: ${(error as Error).message}`,
    hint: absent
      ? 'check the path; names are case-sensitive on most systems'
      : 'check the permissions of the file and the storage that holds it',
    details: { path, system },
    ...(meaning === 'input-missing' || meaning === 'input-unavailable' ? { class: meaning } : {}),
    cause: error,
  });
}
