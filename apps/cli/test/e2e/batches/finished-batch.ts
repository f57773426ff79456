import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, expect } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import { type Place, placeOfAllTests } from '../support/place.ts';
import { ballast, tool, writeBatch } from '../support/run-ballast.ts';

interface FinishedBatch {
  readonly batch: string;
  readonly journal: string;
}

/** A batch of four files that has succeeded, and its journal. */
export async function finishedBatch({ folder, sims, out }: Place): Promise<FinishedBatch> {
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

/** The same for all tests of a file: each one finds the output folder as it was, byte for byte and with its times. */
export function finishedBatchOfAllTests(): FinishedBatch & {
  readonly place: Place;
  readonly tables: ReturnType<typeof tablesOf>;
} {
  const place = placeOfAllTests();
  const finished = { place, batch: '', journal: '', tables: {} };
  const kept = (): string => path.join(place.folder, 'kept');
  beforeAll(async () => {
    Object.assign(finished, await finishedBatch(place), { tables: tablesOf(place.out) });
    cpSync(place.out, kept(), { recursive: true, preserveTimestamps: true });
  });
  beforeEach(() => {
    rmSync(place.out, { recursive: true, force: true });
    cpSync(kept(), place.out, { recursive: true, preserveTimestamps: true });
  });
  return finished;
}
