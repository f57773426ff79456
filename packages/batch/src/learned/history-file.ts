import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError } from '@ballast/resource-model';
import { removeAbandoned } from '../files/abandoned.ts';
import { makeFolder } from '../files/make-folder.ts';
import { writeDurably } from '../files/whole-file.ts';

/** What earlier batches with one machine, reader and read plan taught; `models` is defined elsewhere. */
export interface HistoryRecord {
  readonly machine: string;
  readonly reader: string;
  readonly plan: string;
  readonly models: unknown;
  readonly makespans: readonly unknown[];
}

export interface History {
  readonly records: readonly HistoryRecord[];
}

export interface HistoryFound {
  /** Empty if there is no file, or none that can be used. */
  readonly history: History;
  /** Why an existing file is not used. */
  readonly warning: string | null;
}

const FILE = 'history.json';
const VERSION = 1;
/** Writing the file takes far less, in milliseconds. */
const ABANDONED_AFTER = 3_600_000;

/** Reads the history of `folder`. A damaged file, or one of a newer version, counts as empty and gives a warning. */
export async function readHistory(folder: string): Promise<HistoryFound> {
  const content = await readContent(folder);
  if (content.kind === 'usable') return { history: content.history, warning: null };
  return { history: { records: [] }, warning: content.kind === 'absent' ? null : content.warning };
}

/**
 * Writes the records into the history of `folder`. Each replaces the one with the same machine, reader and plan; others
 * stay, so that two batches that end together keep each other's records. (Of two writes at the same moment the second may
 * still undo the first; the file is always whole.) Faults: HISTORY_NEWER if the file is of a newer version,
 * HISTORY_NOT_WRITTEN if the folder cannot be written.
 */
export async function writeHistory(folder: string, history: History): Promise<void> {
  const content = await readContent(folder);
  if (content.kind === 'newer') {
    throw new FaultError({ code: 'HISTORY_NEWER', message: content.warning, hint: 'update Ballast' });
  }
  // Does not count as empty: on Windows another program may hold the file for just a moment.
  if (content.kind === 'unreadable') throw notWritten(folder, content.warning);
  const kept = content.kind === 'usable' ? content.history.records : [];
  const records = new Map([...kept, ...history.records].map((record) => [keyOf(record), record]));
  const text = `${JSON.stringify({ version: VERSION, records: [...records.values()] }, null, 2)}\n`;
  try {
    makeFolder(folder);
    removeAbandoned(folder, { isOurs: (final) => final === FILE, silentFor: ABANDONED_AFTER });
    await writeDurably(join(folder, FILE), [text]);
  } catch (cause) {
    throw notWritten(folder, cause);
  }
}

function notWritten(folder: string, cause: unknown): FaultError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FaultError({
    code: 'HISTORY_NOT_WRITTEN',
    message: `the usage history in ${folder} cannot be written: ${reason}`,
    hint: 'make the folder writable, or name another one in BALLAST_DATA_HOME',
    cause,
  });
}

type Content =
  | { readonly kind: 'absent' }
  | { readonly kind: 'usable'; readonly history: History }
  | { readonly kind: 'damaged' | 'newer' | 'unreadable'; readonly warning: string };

async function readContent(folder: string): Promise<Content> {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' };
    return { kind: 'unreadable', warning: `${path} cannot be read: ${(error as Error).message}` };
  }
  return parseContent(text, path);
}

function parseContent(text: string, path: string): Content {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', warning: `${path} is not JSON and is ignored: ${(error as Error).message}` };
  }
  const { version, records } = (value ?? {}) as { version?: unknown; records?: unknown };
  if (typeof version === 'number' && version > VERSION) {
    return {
      kind: 'newer',
      warning: `${path} has version ${version}, newer than ${VERSION}, and is ignored`,
    };
  }
  if (version !== VERSION || !Array.isArray(records) || !records.every(isRecord)) {
    return { kind: 'damaged', warning: `${path} is not a usage history and is ignored` };
  }
  return { kind: 'usable', history: { records } };
}

function isRecord(value: unknown): value is HistoryRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { machine, reader, plan, models, makespans } = value as Partial<HistoryRecord>;
  const named = [machine, reader, plan].every((part) => typeof part === 'string');
  return named && models !== undefined && Array.isArray(makespans);
}

function keyOf({ machine, reader, plan }: HistoryRecord): string {
  return JSON.stringify([machine, reader, plan]);
}
