import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { tablesOf } from './journal-of.ts';
import type { Place } from './place.ts';
import { ballast, tool, writeBatch } from './run-ballast.ts';

const BATCH = `version: 1
batch: sharded
reader: openfast
inputs: { directory: ./sims }
output: ./out
resources: { workers: 2 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;
const SERIES = '  - { name: motion, layout: time-series, columns: [{ variable: TwrBsMyt }] }\n';

/**
 * A batch of files of several sizes, one of which cannot be read, and the tables of one run. `series`: it has results with files of
 * their own.
 */
export async function shardedBatch(
  { folder, sims }: Place,
  files: number,
  series = true,
): Promise<{ readonly batch: string; readonly tables: ReturnType<typeof tablesOf> }> {
  const shape = ['--files', String(Math.ceil(files / 2)), '--rows', '2000'];
  await tool('openfast-files', ['--out', path.join(sims, 'small'), ...shape, '--channels', '40']);
  await tool('openfast-files', ['--out', path.join(sims, 'large'), ...shape, '--channels', '90']);
  writeFileSync(path.join(sims, 'broken.outb'), 'not a result');
  const batch = writeBatch(folder, series ? BATCH + SERIES : BATCH);
  const reference = path.join(folder, 'reference');
  expect((await ballast(['run', batch, '--out', reference, '--no-history'])).code).toBe(1);
  return { batch, tables: tablesOf(reference) };
}
