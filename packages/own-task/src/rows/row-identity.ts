import { createHash } from 'node:crypto';
import type { InputIdentity } from '@ballast/batch/worker';
import type { RowValue } from '@ballast/config';

/** Hexadecimal digits of a hash that make a time before today, in milliseconds: the journal refuses any later than a calendar has. */
const DIGITS = 10;

/**
 * What distinguishes one row from another. A row has no time of writing: a number made of its content stands in its place, so
 * that a row that changed is another one, and one that moved is the same.
 */
export function rowIdentity(row: Readonly<Record<string, RowValue>>): InputIdentity {
  const text = JSON.stringify(row);
  const hash = createHash('sha256').update(text).digest('hex');
  return {
    size: Buffer.byteLength(text),
    modified: Number.parseInt(hash.slice(0, DIGITS), 16),
    ends: hash,
    whole: hash,
  };
}
