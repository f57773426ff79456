import { parseArgs } from 'node:util';

export interface Options {
  readonly kills: number;
  readonly seed: number;
  /** Null for a temporary folder. */
  readonly out: string | null;
  readonly keep: boolean;
}

export const USAGE = 'usage: stress [--kills N] [--seed S] [--out DIR] [--keep]\n';

/** Throws an error with a one-sentence message for an invalid command line. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string' },
      out: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  return {
    kills: count(values.kills, 'kills'),
    seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : count(values.seed, 'seed'),
    out: values.out ?? null,
    keep: values.keep,
  };
}

function count(text: string, name: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new Error(`--${name} takes a whole number, not ${text}`);
}
