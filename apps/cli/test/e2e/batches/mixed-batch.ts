import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { tablesOf } from '../support/journal-of.ts';
import type { Place } from '../support/place.ts';
import { ballast, tool, writeBatch } from '../support/run-ballast.ts';

const batchText = (name: string): string => `version: 1
batch: ${name}
reader: openfast
inputs: { directory: ./sims }
output: ./out
resources: { workers: 2 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;
const SERIES = '  - { name: motion, layout: time-series, columns: [{ variable: TwrBsMyt }] }\n';

/** A batch of files of several sizes, one of which cannot be read. */
export interface MixedBatch {
  readonly batch: string;
  /** The tables of one run. */
  readonly tables: ReturnType<typeof tablesOf>;
  /** Empties the output folder, and writes the batch file as it was: for the next test with the same files. */
  again(): void;
}

interface Mixture {
  readonly name: string;
  /** Options of tools/openfast-files, by folder. */
  readonly folders: Readonly<Record<string, readonly string[]>>;
  /** Whether it has results with files of their own. */
  readonly series: boolean;
}

export async function mixedBatch(
  { folder, sims, out }: Place,
  { name, folders, series }: Mixture,
): Promise<MixedBatch> {
  for (const [below, shape] of Object.entries(folders))
    await tool('openfast-files', ['--out', path.join(sims, below), ...shape]);
  writeFileSync(path.join(sims, 'broken.outb'), 'not a result');
  const text = batchText(name) + (series ? SERIES : '');
  const batch = writeBatch(folder, text);
  const reference = path.join(folder, 'reference');
  expect((await ballast(['run', batch, '--out', reference, '--no-history'])).code).toBe(1);
  const again = (): void => {
    rmSync(out, { recursive: true, force: true });
    writeFileSync(batch, text);
  };
  return { batch, tables: tablesOf(reference), again };
}

/** One for shards: small and large files, and the one that cannot be read. */
export function shardedBatch(place: Place, files: number, series = true): Promise<MixedBatch> {
  const shape = ['--files', String(Math.ceil(files / 2)), '--rows', '2000'];
  const folders = { small: [...shape, '--channels', '40'], large: [...shape, '--channels', '90'] };
  return mixedBatch(place, { name: 'sharded', folders, series });
}
