import type { RecordOf } from '../record.ts';
import { record } from './record-check.ts';

/** Whether a value is the record of a settlement, down to its last field: it may come from another machine. */
export function isSettledRecord(value: unknown): value is RecordOf<'settled'> {
  const isNamed = typeof value === 'object' && value !== null && 'type' in value && value.type === 'settled';
  return isNamed && record(value) === null;
}
