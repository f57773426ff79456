import koffi from 'koffi';
import { LICENCE_ACTION } from './constants.ts';
import type { CallbackAddress } from './handles.ts';
import type { NativeLibrary } from './native-library.ts';

/**
 * Called when no licence is available. Returns the milliseconds to wait before the library tries again, or null to give
 * up. `attempt` counts from 1.
 */
export type OnLicenceNotFound = (attempt: number) => number | null;

/** A handler that stays registered until it is released. */
export interface LicenceHandling {
  /** Rethrows what the handler threw, if anything. */
  check(): void;
  release(): void;
}

interface RegisteredHandler {
  readonly handler: OnLicenceNotFound;
  failure: { readonly error: unknown } | null;
}

/** The library has one handler per process, whatever the number of models: the handler registered last is called. */
const handlers: RegisteredHandler[] = [];
let address: CallbackAddress | null = null;
let attempt = 0;

/** Waiting blocks this thread, as the library's own call does. */
export function handleLicenceNotFound(library: NativeLibrary, handler: OnLicenceNotFound): LicenceHandling {
  const registered: RegisteredHandler = { handler, failure: null };
  if (address === null) {
    address = koffi.register(answer, 'TLicenceNotFoundHandlerProc *') as CallbackAddress;
    library.call('C_RegisterLicenceNotFoundHandler', address);
  }
  handlers.push(registered);
  return {
    check: () => {
      if (registered.failure !== null) throw registered.failure.error;
    },
    release: () => release(library, registered),
  };
}

function release(library: NativeLibrary, registered: RegisteredHandler): void {
  const at = handlers.indexOf(registered);
  if (at < 0) return;
  handlers.splice(at, 1);
  if (handlers.length > 0 || address === null) return;
  library.call('C_RegisterLicenceNotFoundHandler', null);
  koffi.unregister(address);
  address = null;
}

/** `begin` asks whether to retry at all, `continue` whether to retry once more; `end` only notifies. */
function answer(action: number, attemptReconnection: bigint): void {
  if (action === LICENCE_ACTION.end) return;
  attempt = action === LICENCE_ACTION.begin ? 1 : attempt + 1;
  koffi.encode(attemptReconnection, 'int32_t', waitForAnother() ? 1 : 0);
}

function waitForAnother(): boolean {
  const registered = handlers.at(-1);
  if (registered === undefined) return false;
  try {
    const pause = registered.handler(attempt);
    if (pause === null) return false;
    if (pause > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    return true;
  } catch (error) {
    // An exception cannot pass through the library.
    registered.failure = { error };
    return false;
  }
}
