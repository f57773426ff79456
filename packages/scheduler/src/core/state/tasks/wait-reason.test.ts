import { bytes, GIB, milliseconds } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { type WaitReason, waitReasonText } from './wait-reason.ts';

it.each<[WaitReason, string]>([
  [{ kind: 'limit', limit: 1, inFlight: 1 }, '1 task is in flight, and the limit is 1'],
  [
    { kind: 'over-budget', needed: bytes(GIB), budget: bytes(GIB), inFlight: 1 },
    'needs 1.00 GiB, more than the whole budget of 1.00 GiB; it runs alone once the task in flight has settled',
  ],
  [
    { kind: 'gate', waiting: 1, permits: 1 },
    '1 loaded task is already waiting for memory or for the only core',
  ],
  [
    { kind: 'gate', waiting: 2, permits: 4 },
    '2 loaded tasks are already waiting for memory or for one of 4 cores',
  ],
  [{ kind: 'seats', seats: 1, held: 1 }, '1 licence seat is held, of 1 in all'],
  [
    { kind: 'load-permits', permits: 2, loading: 3 },
    '3 loads are active, and the storage serves 2 at a time',
  ],
  [
    { kind: 'backing-off', cause: 'hung', again: milliseconds(2000) },
    'it made no progress; the next attempt is in 2.0 s',
  ],
  [
    { kind: 'seat-wait', waited: milliseconds(180_000), isPaused: true, again: milliseconds(0) },
    'has waited 3 min 00 s for a licence seat (longer than `patience`); a claim is being made',
  ],
])('a reason to wait is one sentence with its values: %o', (reason, sentence) => {
  expect(waitReasonText(reason)).toBe(sentence);
});
