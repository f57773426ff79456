import { existsSync } from 'node:fs';
import path from 'node:path';
import { type BatchEnd, isOutputFault, type OpenBatch, type Published } from '@ballast/batch';
import { endText } from '@ballast/reporting';
import { isFault } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { EXIT } from '../../exit-code.ts';
import { openerOf } from '../../platform/opener.ts';
import { painter } from '../../show/colour.ts';
import { faultText } from '../../show/fault-text.ts';
import type { RunFlags } from './run-flags.ts';
import { print } from './say.ts';

/** With `--json` standard output has the report alone; with just `--quiet` it has nothing. */
export function show(
  { figures, report, places }: Published,
  { json, quiet }: RunFlags,
  first: readonly string[],
): void {
  const style = { nameAll: `ballast explain "${path.dirname(places.journal)}" --all`, opener: openerOf() };
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!quiet) {
    const { stdout } = endText(figures, places, { ...style, paint: painter(process.stdout) });
    print([...first, ...stdout], process.stdout);
  }
  const text = endText(figures, places, { ...style, paint: painter(process.stderr) });
  print(quiet ? text.failures : text.stderr, process.stderr);
}

export function nothingChanged({ figures: { outcomes } }: Published, { repair = false }: RunFlags): string {
  if (repair)
    return `nothing to repair: ${countText(outcomes.succeeded, 'result')} and all tables as written`;
  return `nothing has changed: ${countText(outcomes.succeeded, 'result')} as before`;
}

export function exitCodeOf({ reason }: BatchEnd): number {
  switch (reason) {
    case 'all-succeeded':
      return EXIT.ok;
    case 'some-did-not':
      return EXIT.someDidNot;
    case 'interrupted':
      return EXIT.interrupted;
  }
}

/** Somebody took the folder away, and perhaps the journal with it. */
const LOST_FOLDER: ReadonlySet<string> = new Set(['OUTPUT_DISTURBED', 'OUTPUT_TAKEN']);

/** Says nothing of any task: this machine and the server did not come together, as before the first task. */
const OF_FLEETS = 'FLEET_';

/** An error after the journal began: tasks have run, so it is not a configuration error. */
export function broken(error: unknown, { output: { journal } }: OpenBatch): number {
  const hadBegun = existsSync(journal) || (isFault(error) && LOST_FOLDER.has(error.code));
  if (!hadBegun) throw error;
  if (!isFault(error)) {
    print([`the journal of the batch is kept: ${forTerminal(journal)}`], process.stderr);
    throw error;
  }
  print(faultText(error).split('\n'), process.stderr);
  if (error.code.startsWith(OF_FLEETS)) return EXIT.configuration;
  return isOutputFault(error) ? EXIT.storage : EXIT.someDidNot;
}
