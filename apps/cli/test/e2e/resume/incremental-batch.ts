import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import type { Place } from '../support/place.ts';
import { ballast, type Ended, quoted, tool, writeBatch } from '../support/run-ballast.ts';
import { standInFiles, standInLibrary } from '../support/stand-in.ts';

export const COLUMN = '{ variable: TwrBsMyt, statistics: [max] }';

/** Writes a batch file with two tables of the same columns. */
export function batchOf({ folder }: Place, columns: readonly string[] = [COLUMN], more = ''): string {
  return writeBatch(
    folder,
    `version: 1
batch: incremental
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [${columns.join(', ')}] }
  - { name: long, layout: long, columns: [${columns.join(', ')}] }
${more}`,
  );
}

export async function makeFiles(files: number, to: string, seed = 1): Promise<void> {
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50', '--seed', String(seed)];
  await tool('openfast-files', ['--out', to, '--files', String(files), ...shape]);
}

/** Runs a batch that has to succeed. */
export async function run(batch: string, ...flags: string[]): Promise<Ended> {
  const ended = await ballast(['run', batch, ...flags]);
  expect(ended).toMatchObject({ code: 0 });
  return ended;
}

/** The tables of the same batch in an empty output folder. */
export async function undisturbed({ folder }: Place, batch: string): Promise<Record<string, string>> {
  const elsewhere = path.join(folder, 'undisturbed');
  rmSync(elsewhere, { recursive: true, force: true });
  await run(batch, '--out', elsewhere);
  return tablesOf(elsewhere);
}

export function readBytes({ out }: Place): number {
  const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8'));
  return (report as { figures: { readBytes: number } }).figures.readBytes;
}

/** Everything in a folder that a write would change. */
export function snapshot(of: string): unknown {
  return readdirSync(of, { recursive: true })
    .map(String)
    .toSorted()
    .map((name) => {
      const { size, mtimeMs, ctimeMs } = statSync(path.join(of, name));
      return { name, size, mtimeMs, ctimeMs };
    });
}

/** Makes files for the stand-in library, and returns a function that writes a batch file with the given columns. */
export async function standInBatch(
  { folder, sims }: Place,
  more: readonly string[],
): Promise<(columns: readonly string[]) => string> {
  const library = await standInLibrary();
  await standInFiles(sims, ['--min', '1MB', '--max', '1MB', ...more]);
  return (columns) =>
    writeBatch(
      folder,
      `version: 1
batch: incremental
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
orcaflex: { library: ${quoted(library)} }
resources: { workers: 1 }
tables:
  - { name: wide, layout: wide, columns: [${columns.join(', ')}] }
  - { name: long, layout: long, columns: [${columns.join(', ')}] }
`,
    );
}
