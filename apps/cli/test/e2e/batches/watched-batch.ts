import type { Place } from '../support/place.ts';
import { tool, writeBatch } from '../support/run-ballast.ts';

/** A quick batch of this number of files. */
export async function watchedBatch(place: Place, files: number): Promise<string> {
  const shape = ['--format', 'outb4', '--channels', '20', '--rows', '200'];
  await tool('openfast-files', ['--out', place.sims, '--files', String(files), ...shape]);
  return writeBatch(
    place.folder,
    `version: 1
batch: watched
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max] }] }
`,
  );
}
