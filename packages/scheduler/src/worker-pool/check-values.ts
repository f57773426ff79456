import { LONGEST_TEXT } from '../worker/messages.ts';

/** The fields of an object; null for anything else, an array included. */
export function asObject(value: unknown): Partial<Record<string, unknown>> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Partial<Record<string, unknown>>) : null;
}

/** A finite amount that is not negative: of bytes, of milliseconds. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

export function isCount(value: unknown): value is number {
  return isAmount(value) && Number.isInteger(value);
}

/** A text that is not too long to be kept. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}
