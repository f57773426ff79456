import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { quoted } from '../support/run-ballast.ts';
import { standInFiles } from '../support/stand-in.ts';

const KILLER: string = pathToFileURL(fileURLToPath(new URL('./deaths-in-workers.mjs', import.meta.url))).href;

/** How the killer ends a worker. */
export const WAYS = ['exit', 'kill', 'segfault', 'abort'] as const;
/** Faults of files that kill from inside the library. */
export const NATIVE = [
  'segfault-load',
  'segfault-history',
  'abort-load',
  'abort-history',
  'kill-load',
] as const;

/** A batch of the files in `sims`, with four workers. */
export const batchText = (library: string): string => `version: 1
batch: deaths
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { timeout: 10min, workers: 4 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

/** Loads the killer into the workers of a batch; `folder` and the names of files contain its instructions. */
export function withKiller(folder: string): Record<string, string> {
  return {
    BALLAST_TEST_DEATHS: folder,
    NODE_OPTIONS: `--import=${KILLER}`,
    BALLAST_DATA_HOME: path.join(folder, 'data'),
  };
}

/** One file of 100 kB, unless `more` gives other values. */
export async function simulations(folder: string, prefix: string, ...more: string[]): Promise<void> {
  const one = ['--files', '1', '--min', '100KB', '--max', '100KB', '--prefix', prefix];
  await standInFiles(path.join(folder, 'sims'), [...one, ...more]);
}

/** What the killer does in addition to what the file names request. */
export function deaths(folder: string): {
  readonly variables: Record<string, string>;
  mark(...names: string[]): string;
} {
  return {
    variables: withKiller(folder),
    mark: (...names) => {
      const file = path.join(folder, ...names);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '');
      return file;
    },
  };
}
