import koffi from 'koffi';
import { LICENCE_ACTION } from './constants.ts';
import type { CallbackAddress } from './handles.ts';
import type { NativeLibrary } from './native-library.ts';

/**
 * Asked when no licence is to be had: how many milliseconds to wait before the library tries again, or null to give up.
 * `attempt` counts from 1.
 */
export type OnLicenceNotFound = (attempt: number) => number | null;

/** A handler that is set until it is released. */
export interface LicenceHandling {
  /** Throws what the handler threw, if it did. */
  check(): void;
  release(): void;
}

interface Asked {
  readonly handler: OnLicenceNotFound;
  failure: { readonly error: unknown } | null;
}

/** The library has one handler a process, whatever the number of models: the last one that is set is asked. */
const handlers: Asked[] = [];
let address: CallbackAddress | null = null;
let attempt = 0;

/** The waiting blocks this thread, as the library's own call does. */
export function handleLicenceNotFound(library: NativeLibrary, handler: OnLicenceNotFound): LicenceHandling {
  const asked: Asked = { handler, failure: null };
  if (address === null) {
    address = koffi.register(answer, 'TLicenceNotFoundHandlerProc *') as CallbackAddress;
    library.call('C_RegisterLicenceNotFoundHandler', address);
  }
  handlers.push(asked);
  return {
    check: () => {
      if (asked.failure !== null) throw asked.failure.error;
    },
    release: () => release(library, asked),
  };
}

function release(library: NativeLibrary, asked: Asked): void {
  const at = handlers.indexOf(asked);
  if (at < 0) return;
  handlers.splice(at, 1);
  if (handlers.length > 0 || address === null) return;
  library.call('C_RegisterLicenceNotFoundHandler', null);
  koffi.unregister(address);
  address = null;
}

/** Begin asks whether to try at all, continue whether to try once more; end only tells. */
function answer(action: number, attemptReconnection: bigint): void {
  if (action === LICENCE_ACTION.end) return;
  attempt = action === LICENCE_ACTION.begin ? 1 : attempt + 1;
  koffi.encode(attemptReconnection, 'int32_t', waitForAnother() ? 1 : 0);
}

function waitForAnother(): boolean {
  const asked = handlers.at(-1);
  if (asked === undefined) return false;
  try {
    const pause = asked.handler(attempt);
    if (pause === null) return false;
    if (pause > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    return true;
  } catch (error) {
    // An exception cannot pass through the library.
    asked.failure = { error };
    return false;
  }
}
