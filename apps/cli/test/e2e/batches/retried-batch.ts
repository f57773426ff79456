import path from 'node:path';
import { type AnyRecord, journalOf } from '../support/journal-of.ts';
import { quoted, readTable } from '../support/run-ballast.ts';
import { standInFiles } from '../support/stand-in.ts';

export const batchText = (library: string, resources = ''): string => `version: 1
batch: retries
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 3, timeout: 10min${resources} }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

export const journalIn = (folder: string): AnyRecord[] => journalOf(path.join(folder, 'out'));

/** Admissions of a task, in order. */
export function admissions(folder: string, task: number): AnyRecord[] {
  return journalIn(folder).filter((record) => record.type === 'admitted' && record.task === task);
}

export async function files(folder: string, prefix: string, ...more: string[]): Promise<void> {
  const sims = path.join(folder, 'sims');
  const count = more.includes('--files') ? [] : ['--files', '1'];
  await standInFiles(sims, [...count, '--min', '1MB', '--max', '1MB', '--prefix', prefix, ...more]);
}

export function rowOf(folder: string, prefix: string): Readonly<{ [name: string]: string }> {
  const rows = readTable(path.join(folder, 'out', 'tables', 'wide.csv'));
  const row = rows.find(({ file = '' }) => file.startsWith(prefix));
  if (row === undefined) throw new Error(`no row of ${prefix}`);
  return row;
}
