import type { BatchFlags } from '../commands/batch-flags.ts';

/** Receives the exit code of the command that ran. */
export type SetExit = (code: number) => void;

export const OVERRIDE =
  'dictionary of values that override the digitalmodel configuration (Python literal or JSON)';

export function withOverride<T extends BatchFlags>(flags: T, override: string | undefined): T {
  return override === undefined ? flags : { ...flags, override };
}

/** For an option that may be repeated. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
