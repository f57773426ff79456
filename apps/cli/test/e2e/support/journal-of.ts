import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { unpacked } from '@ballast/scheduler/journal';
import { until } from './waiting.ts';

export interface AnyRecord {
  readonly type: string;
  readonly task?: number;
  readonly file?: string;
  readonly [key: string]: unknown;
}

/** The whole records of the journal in an output folder, the header first; it may be growing, or not exist yet. */
export function journalOf(out: string): AnyRecord[] {
  const journal = path.join(out, 'journal.ndjson');
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, 'utf8').split('\n');
  return lines.slice(0, -1).flatMap(recordsIn);
}

function recordsIn(line: string): readonly AnyRecord[] {
  const record = JSON.parse(line) as AnyRecord;
  return unpacked(record) ?? [record];
}

/** The inputs that were given to workers, by name, one entry per attempt. */
export function admittedIn(out: string): string[] {
  const records = journalOf(out);
  const files = new Map(records.filter(({ type }) => type === 'input').map(({ task, file }) => [task, file]));
  return records.filter(({ type }) => type === 'admitted').map(({ task }) => files.get(task) ?? '');
}

/** Waits until the journal of a running batch has this number of records of a type. */
export async function recorded(out: string, type: string, count: number): Promise<void> {
  await until(`${count} records of type ${type} in ${out}`, () => countOf(out, type) >= count);
}

function countOf(out: string, type: string): number {
  return journalOf(out).filter((record) => record.type === type).length;
}

/** Every table of an output folder by its name. */
export function tablesOf(out: string): Record<string, string> {
  const folder = path.join(out, 'tables');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
