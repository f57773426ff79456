import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { standIn } from '../stand-in.ts';

/** Computed by the library on request: the files do not contain them. */
const VARIABLES = ['Wall Tension', 'Bend Moment', 'Curvature'];

/** Makes files that load quickly and compute long, warm because they were just written, and a batch file for them. */
export function computeBoundBatch(
  folder: string,
  { files, passes }: { readonly files: number; readonly passes: number },
): string {
  const { library } = JSON.parse(standIn(['build'])) as { readonly library: string };
  const sims = path.join(folder, 'sims');
  const sizes = ['--min', '8MB', '--max', '8MB', '--memory-factor', '2'];
  standIn([
    'generate',
    '--out',
    sims,
    '--files',
    String(files),
    '--compute-passes',
    String(passes),
    ...sizes,
  ]);
  const batch = path.join(folder, 'batch.yml');
  writeFileSync(batch, batchText(library, sims));
  return batch;
}

function batchText(library: string, sims: string): string {
  const columns = ['Line1', 'Line2'].flatMap((line) =>
    VARIABLES.map(
      (variable) => `      - { object: ${line}, variable: ${variable}, at: { end: A }, statistics: [max] }`,
    ),
  );
  return `version: 1
batch: utilisation
reader: orcaflex
inputs: { directory: ${JSON.stringify(sims)} }
output: ./out
orcaflex: { library: ${JSON.stringify(library)} }
tables:
  - name: t
    layout: wide
    columns:
${columns.join('\n')}
`;
}
