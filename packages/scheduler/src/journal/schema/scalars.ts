import type { Bytes, Milliseconds } from '@ballast/resource-model';
import { type Check, that } from './check.ts';

/** Far beyond any memory, file or time, and far below the numbers at which sums and dates stop to be exact. */
const MOST = 1e15;

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MOST;
}

export const text: Check<string> = that('a text', (value) => typeof value === 'string');

export const flag: Check<boolean> = that('true or false', (value) => typeof value === 'boolean');

export const anything: Check<unknown> = () => null;

export const count: Check<number> = that(
  'a non-negative integer',
  (value) => isAmount(value) && Number.isInteger(value),
);

/** Attempts are kept in 16 bits. */
export const attempt: Check<number> = that(
  'an integer from 0 to 65535',
  (value) => isAmount(value) && Number.isInteger(value) && value < 2 ** 16,
);

/** A number of either sign: headroom below zero, an exit code. */
export const finite: Check<number> = that(
  'a number',
  (value) => typeof value === 'number' && Math.abs(value) <= MOST,
);

export const amount: Check<number> = that('a non-negative number', isAmount);

export const someBytes = amount as Check<unknown> as Check<Bytes>;
/** Headroom is negative while more is reserved than there is. */
export const anyBytes = finite as Check<unknown> as Check<Bytes>;
export const duration = amount as Check<unknown> as Check<Milliseconds>;
/** Until a moment that may have passed. */
export const anyDuration = finite as Check<unknown> as Check<Milliseconds>;

export const instant: Check<string> = that(
  'a time in ISO 8601',
  (value) => typeof value === 'string' && Number.isFinite(Date.parse(value)),
);

export const sha256: Check<string> = that(
  '64 hexadecimal digits',
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no name may have.
const UNSAFE = /[\u0000-\u001f\u007f\\]|(?:^|\/)\.{0,2}(?:\/|$)|^[A-Za-z]:/;

/**
 * A name below the output folder: relative, with forward slashes, without `.` and `..`, a drive or control characters. A
 * problem does not quote any other name: nobody should open or remove that file.
 */
export const nameBelow: Check<string> = (value) =>
  typeof value === 'string' && !UNSAFE.test(value)
    ? null
    : { field: '', problem: 'expected a relative name with forward slashes' };

/** Any name that a file may have. */
export const fileName: Check<string> = that(
  'the name of a file',
  (value) => typeof value === 'string' && value !== '' && !value.includes('\0'),
);
