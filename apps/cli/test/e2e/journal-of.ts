import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface AnyRecord {
  readonly type: string;
  readonly task?: number;
  readonly file?: string;
  readonly [key: string]: unknown;
}

/** The records of the journal in an output folder, the header first. */
export function journalOf(out: string): AnyRecord[] {
  return readFileSync(path.join(out, 'journal.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AnyRecord);
}

/** The inputs that were given to workers, by name, one entry per attempt. */
export function admittedIn(out: string): string[] {
  const records = journalOf(out);
  const files = new Map(records.filter(({ type }) => type === 'input').map(({ task, file }) => [task, file]));
  return records.filter(({ type }) => type === 'admitted').map(({ task }) => files.get(task) ?? '');
}

/** Waits until the journal of a running batch has this number of records of a type. */
export async function recorded(out: string, type: string, count: number): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (countOf(out, type) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`no ${count} records of type ${type} within 30 s`);
}

function countOf(out: string, type: string): number {
  const journal = path.join(out, 'journal.ndjson');
  if (!existsSync(journal)) return 0;
  return readFileSync(journal, 'utf8').split(`{"type":"${type}"`).length - 1;
}

/** Every table of an output folder by its name. */
export function tablesOf(out: string): Record<string, string> {
  const folder = path.join(out, 'tables');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
