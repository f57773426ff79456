import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { ballast, readTable, writeBatch } from '../support/run-ballast.ts';

const WRITER = fileURLToPath(new URL('./rewrite-in-place.mjs', import.meta.url));

const BATCH = `version: 1
batch: torn
reader: openfast
inputs: { directory: ./sims }
output: ./out
resources: { workers: 8 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [min, max] }] }
`;

export interface TornReads {
  readonly reads: number;
  /** Files that succeeded: with one state, and with parts of several. */
  readonly whole: number;
  readonly mixtures: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** Reads files that another process keeps rewriting in place, this many at a time, until there were as many reads. */
export async function readWhileRewritten(folder: string, reads: number, files: number): Promise<TornReads> {
  const sims = path.join(folder, 'sims');
  mkdirSync(sims);
  const names = Array.from({ length: files }, (_, n) => path.join(sims, `case-${n}.out`));
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const writer = spawn(process.execPath, [WRITER, String(seed), ...names], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void writer.kill('SIGKILL'));
  await once(writer.stdout, 'data');
  const batch = writeBatch(folder, BATCH);
  const counts = { reads: 0, whole: 0, mixtures: 0 };
  const statuses: Record<string, number> = {};
  while (counts.reads < reads) {
    const out = path.join(folder, `out-${counts.reads}`);
    const { code, stderr } = await ballast(['run', batch, '--out', out, '--no-history']);
    if (code !== 0 && code !== 1) throw new Error(`the batch ended with ${code}: ${stderr}`);
    for (const row of readTable(path.join(out, 'tables', 'wide.csv'))) {
      counts.reads += 1;
      const status = row.status ?? '';
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 'succeeded') continue;
      if (isOneState(row)) counts.whole += 1;
      else counts.mixtures += 1;
    }
  }
  if (writer.exitCode !== null) throw new Error('the writer ended before the reader');
  return { ...counts, statuses };
}

/** All samples of a state are the same number. */
function isOneState(row: Readonly<Record<string, string>>): boolean {
  const samples = Object.entries(row).flatMap(([name, cell]) => (/^C\d+_/.test(name) ? [cell] : []));
  return samples.length > 0 && new Set(samples).size === 1;
}
