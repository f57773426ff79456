import { FaultError } from '@ballast/resource-model';
import koffi, { type LibraryHandle } from 'koffi';
import type { CallArguments, CallName, RealName, ResultOf, TextArguments, TextName } from './arguments.ts';
import { statusError } from './library-fault.ts';
import { StructSizes } from './struct-sizes.ts';
import { declareTypes } from './structs.ts';
import { SYMBOLS, type SymbolName } from './symbols.ts';

type Text = Uint16Array | null;
type AnyFunction = (...args: unknown[]) => unknown;

const VERSION_UNITS = 16;
const TEXT_UNITS = 1024;
const INVALID_STRUCTURE_SIZE = 35;

const opened = new Map<string, NativeLibrary>();

/**
 * One loaded OrcFxAPI library. Exports are bound on first use. Every call is synchronous and runs on the calling
 * thread, because a model belongs to the thread that created it.
 */
export class NativeLibrary {
  readonly path: string;
  readonly version: string;
  readonly #library: LibraryHandle;
  /** Null for an export that this library lacks. */
  readonly #bound = new Map<SymbolName, AnyFunction | null>();
  readonly #sizes = new StructSizes();
  readonly #reals = new Map<RealName, number>();
  readonly #counts = new Map<string, number>();
  readonly #status = new Int32Array(1);
  #text: Uint16Array = new Uint16Array(TEXT_UNITS);
  /** Calls in progress. A callback may call the library again, and the outer status must survive that. */
  #depth = 0;

  private constructor(path: string, library: LibraryHandle) {
    this.path = path;
    this.#library = library;
    this.version = this.#readVersion();
  }

  /**
   * Loads the library, or returns the one already loaded from this path. No licence is claimed. Faults:
   * `LIBRARY_UNUSABLE`, and `FUNCTION_NOT_IN_VERSION` if it is not an OrcFxAPI library.
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
  has(name: SymbolName): boolean {
    return this.#find(name) !== null;
  }

  /** How many times each export has been called. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /**
   * Calls an export that ends with a status. If the status is bad, reads the library's error text at once, before
   * another call can overwrite it. Faults: `ORCFXAPI_<NAME>` and `SEAT_DENIED` with `details` of type `FaultDetails`;
   * `FUNCTION_NOT_IN_VERSION`. A call from a thread that does not own the model is a defect.
   */
  call<Name extends CallName>(name: Name, ...args: CallArguments<Name>): ResultOf<Name> {
    return this.#call(name, args) as ResultOf<Name>;
  }

  /** Calls a text getter twice: for the length, then for the text. */
  text<Name extends TextName>(name: Name, ...args: TextArguments<Name>): string {
    return this.#twice((buffer) => this.#call(name, [...args, buffer]) as number);
  }

  /** One of the library's special numbers; only the library knows their values. */
  real(name: RealName): number {
    const known = this.#reals.get(name) ?? (this.#bind(name)() as number);
    this.#reals.set(name, known);
    return known;
  }

  #call(name: SymbolName, args: readonly unknown[]): unknown {
    const bound = this.#bind(name);
    const status = this.#depth === 0 ? this.#status : new Int32Array(1);
    this.#depth += 1;
    try {
      for (;;) {
        status[0] = 0;
        this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
        const result = bound(...this.#sizes.adapt(name, args), status);
        const code = status[0] ?? 0;
        if (code === 0) return result;
        if (code !== INVALID_STRUCTURE_SIZE || !this.#sizes.refused(name, args))
          throw statusError(name, code, this.#lastError());
      }
    } finally {
      this.#depth -= 1;
    }
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

  #bind(name: SymbolName): AnyFunction {
    const found = this.#find(name);
    if (found !== null) return found;
    // There is no version to name while the version itself is being read.
    const version = (this.version as string | undefined) ?? 'of unknown version';
    throw new FaultError({
      code: 'FUNCTION_NOT_IN_VERSION',
      message: `OrcFxAPI ${version} has no function ${name}`,
      hint: `use a newer OrcFxAPI than ${this.path}`,
      details: { call: name, library: this.path, version },
    });
  }

  #find(name: SymbolName): AnyFunction | null {
    const known = this.#bound.get(name);
    if (known !== undefined) return known;
    const present = exports(this.#library, name);
    const bound: AnyFunction | null = present ? this.#library.func(SYMBOLS[name].prototype) : null;
    this.#bound.set(name, bound);
    return bound;
  }
}

function loadLibrary(path: string): LibraryHandle {
  try {
    return koffi.load(path);
  } catch (cause) {
    throw new FaultError({
      code: 'LIBRARY_UNUSABLE',
      message: `${path} cannot be loaded as a library: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'check that it is the 64-bit OrcFxAPI library and that the files beside it are complete',
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

/** Decodes up to the NUL. */
function decode(units: Uint16Array): string {
  const end = units.indexOf(0);
  const used = end < 0 ? units : units.subarray(0, end);
  return Buffer.from(used.buffer, used.byteOffset, used.byteLength).toString('utf16le');
}
