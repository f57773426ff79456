import { FaultError, isFault } from '@ballast/resource-model';
import { statusHint, statusName } from './status.ts';

const NO_LICENCE = 25;
const WRONG_THREAD = 68;
const SEAT_DENIED = 'SEAT_DENIED';

/** `details` of a fault that a status became. */
export interface FaultDetails {
  readonly status: number;
  readonly call: string;
  /** The library's own words. */
  readonly text: string;
  /** There was no licence for this call: a sign of how many are in use, not of this file. */
  readonly seatDenied?: true;
}

/** The status and words behind a fault of this library; null for any other error. */
export function faultDetails(error: unknown): (FaultDetails & { readonly code: string }) | null {
  if (!isFault(error) || !(error.code.startsWith('ORCFXAPI_') || error.code === SEAT_DENIED)) return null;
  return { code: error.code, ...(error.details as unknown as FaultDetails) };
}

/** What a status other than OK is thrown as: a fault, or a defect where this program itself is at fault. */
export function statusError(call: string, status: number, text: string): Error {
  const name = statusName(status);
  const words = text === '' ? `The library gave no reason for ${name}.` : text;
  const message = `${words} (${call}, status ${status})`;
  // No file and no machine brings this about: somebody used a model from a thread that does not own it.
  if (status === WRONG_THREAD) return new Error(`Defect: ${message}`);
  const denied = status === NO_LICENCE;
  const hint = statusHint(status);
  const details: FaultDetails = { status, call, text: words, ...(denied ? { seatDenied: true } : {}) };
  return new FaultError({
    code: denied ? SEAT_DENIED : `ORCFXAPI_${name}`,
    message,
    ...(hint === undefined ? {} : { hint }),
    details: { ...details },
  });
}
