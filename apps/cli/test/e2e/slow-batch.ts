import path from 'node:path';
import { expect } from 'vitest';
import { type AnyRecord, recorded } from './journal-of.ts';
import type { Place } from './place.ts';
import { ballast, quoted, startBallast, tool, writeBatch } from './run-ballast.ts';
import { standInFiles, standInLibrary } from './stand-in.ts';

export const FILES = 12;

/** A batch whose files take a while to load; `resources` as in a batch file. */
export async function slowBatch({ folder, sims }: Place, resources = 'workers: 2'): Promise<string> {
  const library = await standInLibrary();
  const slow = ['--fault', 'slow-load', '--fault-argument', '250'];
  await standInFiles(sims, ['--files', String(FILES), '--min', '1MB', '--max', '1MB', ...slow]);
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

/** A batch of four files that has succeeded, and its journal. */
export async function finishedBatch({
  folder,
  sims,
  out,
}: Place): Promise<{ batch: string; journal: string }> {
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50'];
  await tool('openfast-files', ['--out', sims, '--files', '4', ...shape]);
  const batch = writeBatch(
    folder,
    `version: 1
batch: cut
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
`,
  );
  expect((await ballast(['run', batch])).code).toBe(0);
  return { batch, journal: path.join(out, 'journal.ndjson') };
}
