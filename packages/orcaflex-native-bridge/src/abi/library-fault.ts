import { FaultError, isFault } from '@ballast/resource-model';
import { statusHint, statusName } from './status.ts';

const NO_LICENCE = 25;
const WRONG_THREAD = 68;
const SEAT_DENIED = 'SEAT_DENIED';

/** The `details` of a fault made from a status. */
export interface FaultDetails {
  readonly status: number;
  readonly call: string;
  /** The library's own error text. */
  readonly text: string;
  /** The call found no licence: this concerns the licences in use, not the file. */
  readonly seatDenied?: true;
}

/** The status and text behind a fault of this library; null for any other error. */
export function faultDetails(error: unknown): (FaultDetails & { readonly code: string }) | null {
  if (!isFault(error) || !(error.code.startsWith('ORCFXAPI_') || error.code === SEAT_DENIED)) return null;
  return { code: error.code, ...(error.details as unknown as FaultDetails) };
}

/** The error for a status other than OK: a fault, or a defect if this program is the cause. */
export function statusError(call: string, status: number, text: string): Error {
  const name = statusName(status);
  const reason = text === '' ? `the library gave no reason for ${name}` : text;
  const message = `${reason} (${call}, status ${status})`;
  // Neither a file nor a machine can cause this: some code used a model from a thread that does not own it.
  if (status === WRONG_THREAD) return new Error(`defect: ${message}`);
  const denied = status === NO_LICENCE;
  const hint = statusHint(status);
  const details: FaultDetails = { status, call, text: reason, ...(denied ? { seatDenied: true } : {}) };
  return new FaultError({
    code: denied ? SEAT_DENIED : `ORCFXAPI_${name}`,
    message,
    ...(hint === undefined ? {} : { hint }),
    details: { ...details },
    ...(denied ? { class: 'seat' as const } : {}),
  });
}
