import { InvalidArgumentError } from 'commander';
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

/** `K/N`. The package that knows shards is loaded only with a command. */
export function shard(text: string): { readonly index: number; readonly of: number } {
  const [index = 0, of = 0] = /^[1-9]\d{0,4}\/[1-9]\d{0,4}$/.test(text) ? text.split('/').map(Number) : [];
  if (index > 0 && index <= of && of <= 10_000) return { index, of };
  throw new InvalidArgumentError('Expected K/N, such as 3/8: part 3 of 8.');
}
