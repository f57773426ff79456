import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { quoted, writeBatch } from '../support/run-ballast.ts';
import { standInFiles, standInLibrary } from '../support/stand-in.ts';
import { startBallastWith } from '../support/with-environment.ts';

/** A batch that gets no licence seat until it is released: it runs for as long as a test needs it. */
export interface HeldBatch {
  readonly file: string;
  readonly out: string;
  start(): ReturnType<typeof startBallastWith>;
  release(): void;
  /** Gives it no seat from now on. */
  hold(): void;
}

export async function heldBatch(folder: string): Promise<HeldBatch> {
  const library = await standInLibrary();
  await standInFiles(path.join(folder, 'sims'), ['--files', '6', '--min', '100KB', '--max', '100KB']);
  const pool = path.join(folder, 'pool');
  writeFileSync(pool, '0');
  const variables = { BALLAST_STANDIN_SEATS: pool, BALLAST_DATA_HOME: path.join(folder, 'data') };
  const file = writeBatch(
    folder,
    `version: 1
batch: held
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`,
  );
  return {
    file,
    out: path.join(folder, 'out'),
    start: () => startBallastWith(variables, ['run', file]),
    release: () => writeFileSync(pool, '1'),
    hold: () => writeFileSync(pool, '0'),
  };
}
