import { FaultError, isFault } from '@ballast/resource-model';
import koffi, { type LibraryHandle } from 'koffi';
import { type FunctionName, type Functions, PROTOTYPES } from './functions.ts';
import { statusHint, statusName } from './status.ts';
import { declareTypes } from './structs.ts';

type Status = Int32Array;
type Text = Uint16Array | null;

/** The arguments of a function that ends with the status, without it. */
type CallArguments<Name extends FunctionName> =
  Parameters<Functions[Name]> extends [...infer Rest, Status] ? Rest : never;
/** The same for a getter of a text, without its buffer either. */
type TextArguments<Name extends FunctionName> =
  Parameters<Functions[Name]> extends [...infer Rest, Text, Status] ? Rest : never;
type AnyFunction = (...args: unknown[]) => unknown;

const VERSION_UNITS = 16;
const TEXT_UNITS = 1024;

const opened = new Map<string, NativeLibrary>();

/**
 * One loaded OrcFxAPI library. Exports are bound on first use; every call is synchronous, on the thread that
 * makes it, because a model belongs to the thread that created it.
 */
export class NativeLibrary {
  readonly path: string;
  readonly version: string;
  readonly #library: LibraryHandle;
  readonly #bound = new Map<FunctionName, AnyFunction>();
  readonly #status: Status = new Int32Array(1);
  #text: Uint16Array = new Uint16Array(TEXT_UNITS);
  /** Calls under way: a callback may call the library again, and the outer status must survive that. */
  #depth = 0;

  private constructor(path: string, library: LibraryHandle) {
    this.path = path;
    this.#library = library;
    this.version = this.#readVersion();
  }

  /**
   * Loads the library, or gives the one already loaded from this path. No licence is claimed.
   * Faults: `LIBRARY_UNUSABLE`, `NOT_IN_THIS_VERSION` when it is not an OrcFxAPI library.
   */
  static open(path: string): NativeLibrary {
    const known = opened.get(path);
    if (known !== undefined) return known;
    declareTypes();
    const library = new NativeLibrary(path, loadLibrary(path));
    opened.set(path, library);
    return library;
  }

  /** Whether this version of the library has an export. */
  has(name: FunctionName): boolean {
    return this.#find(name) !== null;
  }

  /**
   * Calls an export that ends with a status, and reads the library's own words for a bad one at once.
   * Faults: `ORCFXAPI_<NAME>` with `details` of `FaultDetails`; `NOT_IN_THIS_VERSION`.
   */
  call<Name extends FunctionName>(name: Name, ...args: CallArguments<Name>): ReturnType<Functions[Name]> {
    const call = this.#bind(name);
    const status = this.#depth === 0 ? this.#status : new Int32Array(1);
    status[0] = 0;
    this.#depth += 1;
    try {
      const result = call(...(args as unknown[]), status);
      const code = status[0];
      if (code !== 0) throw libraryFault(name, code, this.#lastError());
      return result as ReturnType<Functions[Name]>;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Calls a getter of a text twice: for its length, then for the text. */
  text<Name extends FunctionName>(name: Name, ...args: TextArguments<Name>): string {
    const call = (buffer: Text): number =>
      this.call(name, ...([...(args as unknown[]), buffer] as unknown as CallArguments<Name>)) as number;
    return this.#twice(call);
  }

  #twice(call: (buffer: Text) => number): string {
    const length = call(null);
    if (length <= 1) return '';
    if (length > this.#text.length) this.#text = new Uint16Array(length);
    const text = this.#text;
    call(text);
    return decode(text.subarray(0, length));
  }

  #lastError(): string {
    const call = this.#bind('C_GetLastErrorStringW');
    return this.#twice((buffer) => call(buffer) as number);
  }

  #readVersion(): string {
    const version = new Uint16Array(VERSION_UNITS);
    this.call('C_GetDLLVersionW', null, version, new Int32Array(1));
    return decode(version);
  }

  #bind(name: FunctionName): AnyFunction {
    const found = this.#find(name);
    if (found !== null) return found;
    // While the version is being read there is none to name.
    const version = (this.version as string | undefined) ?? 'of unknown version';
    throw new FaultError({
      code: 'NOT_IN_THIS_VERSION',
      message: `OrcFxAPI ${version} has no function ${name}.`,
      hint: `Use a newer OrcFxAPI than ${this.path}.`,
      details: { call: name, library: this.path, version },
    });
  }

  #find(name: FunctionName): AnyFunction | null {
    const known = this.#bound.get(name);
    if (known !== undefined) return known;
    if (!exports(this.#library, name)) return null;
    const bound: AnyFunction = this.#library.func(PROTOTYPES[name]);
    this.#bound.set(name, bound);
    return bound;
  }
}

/** `details` of an `ORCFXAPI_...` fault. */
export interface FaultDetails {
  readonly status: number;
  readonly call: string;
  /** The library's own words. */
  readonly text: string;
}

/** The status and words behind a fault of this library; null for any other error. */
export function faultDetails(error: unknown): (FaultDetails & { readonly code: string }) | null {
  if (!isFault(error) || !error.code.startsWith('ORCFXAPI_')) return null;
  const { status, call, text } = error.details as unknown as FaultDetails;
  return { code: error.code, status, call, text };
}

function libraryFault(call: string, status: number, text: string): FaultError {
  const name = statusName(status);
  const words = text === '' ? `The library gave no reason for ${name}.` : text;
  const hint = statusHint(status);
  const details: FaultDetails = { status, call, text: words };
  return new FaultError({
    code: `ORCFXAPI_${name}`,
    message: `${words} (${call}, status ${status})`,
    ...(hint === undefined ? {} : { hint }),
    details: { ...details },
  });
}

function loadLibrary(path: string): LibraryHandle {
  try {
    return koffi.load(path);
  } catch (cause) {
    throw new FaultError({
      code: 'LIBRARY_UNUSABLE',
      message: `${path} cannot be loaded as a library: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check that it is the 64-bit OrcFxAPI library and that the files beside it are complete.',
      details: { path },
      cause,
    });
  }
}

function exports(library: LibraryHandle, name: string): boolean {
  try {
    library.symbol(name);
    return true;
  } catch {
    return false;
  }
}

/** Up to the NUL. */
function decode(units: Uint16Array): string {
  const end = units.indexOf(0);
  const used = end < 0 ? units : units.subarray(0, end);
  return Buffer.from(used.buffer, used.byteOffset, used.byteLength).toString('utf16le');
}
