import { tool } from '../support/run-ballast.ts';

/** A batch of the files in `sims`, with its output in `out`. */
export const BATCH = `version: 1
batch: output
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max] }] }
`;

export async function makeFiles(folder: string, files = 2): Promise<void> {
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50'];
  await tool('openfast-files', ['--out', folder, '--files', String(files), ...shape]);
}
