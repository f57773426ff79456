import type { Cell } from '../table/style/csv.ts';

/** A file that a task has written into its own folder. */
export interface TaskOutput {
  /** Relative to the folder of the attempt, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its content, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** What a task of the user's own left: a command, or a call of a function. JSON-serialisable. */
export interface TaskResult {
  /** From its start to its end. */
  readonly seconds: number;
  /** Largest resident set of its whole process tree, in bytes; null if it was too short to be measured. */
  readonly highWater: number | null;
  /** Null for a function. */
  readonly exitCode: number | null;
  /** The object that it returned or printed, flat; null if there was none. */
  readonly row: Readonly<Record<string, Cell>> | null;
  /** The files in its folder by name; empty if it was given none. */
  readonly outputs: readonly TaskOutput[];
}

/**
 * The cells of one row: numbers keep their digits, booleans become `true` and `false`, nested values JSON text. A number that
 * JSON cannot hold never gets here.
 */
export function rowOf(value: Readonly<Record<string, unknown>>): Readonly<Record<string, Cell>> {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cellOf(one)]));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
