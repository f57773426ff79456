import { type AnyRecord, recorded } from '../support/journal-of.ts';
import type { Place } from '../support/place.ts';
import { quoted, startBallast, writeBatch } from '../support/run-ballast.ts';
import { slowFiles, standInLibrary } from '../support/stand-in.ts';

export const FILES = 12;

/** A batch whose files take a while to load; `resources` as in a batch file. */
export async function slowBatch({ folder, sims }: Place, resources = 'workers: 2'): Promise<string> {
  const library = await standInLibrary();
  await slowFiles(sims, FILES, 250);
  return writeBatch(
    folder,
    `version: 1
batch: slow
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { ${resources} }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max, mean] }] }
  - { name: motion, layout: time-series, columns: [{ object: Vessel1, variable: X }] }
`,
  );
}

/** Kills a batch once this number of its files has settled. */
export async function killedAfter({ out }: Place, batch: string, settled: number): Promise<void> {
  const { child, ended } = startBallast(['run', batch]);
  await recorded(out, 'settled', settled);
  child.kill('SIGKILL');
  await ended;
}

/** The admissions of tasks whose success was already in the journal. */
export function admittedAgain(records: readonly AnyRecord[]): AnyRecord[] {
  const succeeded = new Set<number | undefined>();
  return records.filter(({ type, task, outcome }) => {
    if (type === 'settled' && (outcome as { kind: string }).kind === 'succeeded') succeeded.add(task);
    return type === 'admitted' && succeeded.has(task);
  });
}
