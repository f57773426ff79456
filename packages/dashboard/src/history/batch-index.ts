import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeSmallFile } from '../metrics-file/write-whole.ts';

/** One batch that ran on this machine. Times in milliseconds, `startedAt` as ISO 8601. */
export interface IndexEntry {
  /** Output folder, absolute. */
  readonly folder: string;
  readonly name: string;
  readonly startedAt: string;
  /** `unknown`: its end is only in its journal, if it has one. */
  readonly state: 'running' | 'complete' | 'drained' | 'cancelled' | 'unknown';
  readonly files: number;
  readonly succeeded: number;
  readonly makespan: number | null;
  /** Medians of |measured / expected - 1|. */
  readonly memoryError: number | null;
  readonly computeError: number | null;
}

/** Batches that are kept. */
const MOST = 200;
/** Lines after which the whole file is written again. */
const MOST_LINES = 3 * MOST;
/** A longer line is not believed, in characters. */
const LONGEST = 16_384;

export function indexFile(folder: string): string {
  return path.join(folder, 'batches.ndjson');
}

/** The batches of this user, the latest first. Lines that are not entries are left out; no file is an empty index. */
export function readIndex(folder: string): readonly IndexEntry[] {
  return latest(entriesIn(folder)).reverse();
}

/**
 * Adds a batch, or what became of it: the last line of a batch counts. Lines are appended, so that batches that end together keep
 * each other's. Returns a warning if it cannot be written, otherwise null.
 */
export async function addToIndex(folder: string, entry: IndexEntry): Promise<string | null> {
  const file = indexFile(folder);
  try {
    makeFolder(folder);
    appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    const entries = entriesIn(folder);
    if (entries.length > MOST_LINES) await writeSmallFile(file, linesOf(latest(entries)));
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `the list of batches ${file} cannot be written: ${why}`;
  }
}

function linesOf(entries: readonly IndexEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** The last entry of each batch, in the order of their last lines. */
function latest(entries: readonly IndexEntry[]): IndexEntry[] {
  const byBatch = new Map<string, IndexEntry>();
  for (const entry of entries) {
    const key = `${entry.startedAt} ${entry.folder}`;
    byBatch.delete(key);
    byBatch.set(key, entry);
  }
  return [...byBatch.values()].slice(-MOST);
}

function entriesIn(folder: string): readonly IndexEntry[] {
  let text: string;
  try {
    text = readFileSync(indexFile(folder), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const entry = entryIn(line);
    return entry === null ? [] : [entry];
  });
}

function entryIn(line: string): IndexEntry | null {
  if (line === '' || line.length > LONGEST) return null;
  try {
    const value = JSON.parse(line) as unknown;
    return isEntry(value) ? value : null;
  } catch {
    return null;
  }
}

const STATES: readonly string[] = ['running', 'complete', 'drained', 'cancelled', 'unknown'];

function isEntry(value: unknown): value is IndexEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { folder, name, startedAt, state, files, succeeded, ...rest } = value as Partial<IndexEntry>;
  const { makespan, memoryError, computeError } = rest;
  return (
    typeof folder === 'string' &&
    path.isAbsolute(folder) &&
    typeof name === 'string' &&
    typeof startedAt === 'string' &&
    STATES.includes(state ?? '') &&
    isCount(files) &&
    isCount(succeeded) &&
    [makespan, memoryError, computeError].every((one) => one === null || Number.isFinite(one))
  );
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Not `mkdirSync` with `recursive`: that never returns if an existing folder refuses children, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
