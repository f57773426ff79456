import { comparePlaces, compareText } from '@ballast/compare';
import { EXIT } from '../exit-code.ts';

export interface CompareFlags {
  readonly rtol: number;
  readonly atol: number;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast compare`: whether two batches made the same tables. Returns the exit code. */
export function compareCommand(a: string, b: string, { rtol, atol, json, quiet }: CompareFlags): number {
  const comparison = comparePlaces(a, b, { rtol, atol });
  if (json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else if (!quiet) for (const line of compareText(comparison)) process.stdout.write(`${line}\n`);
  return comparison.identical ? EXIT.ok : EXIT.someDidNot;
}
