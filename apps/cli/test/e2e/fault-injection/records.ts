import { existsSync, readFileSync } from 'node:fs';

/** What these tests look at in a record. */
interface AnyRecord {
  readonly type?: string;
  readonly file?: string;
  readonly task?: number;
  readonly batchHash?: string;
  readonly startedAt?: string;
  readonly outcome?: { readonly kind: string };
}

/** What can be read of a journal, which may be torn or missing. */
export function recordsIn(journal: string): AnyRecord[] {
  return existsSync(journal) ? parsed(readFileSync(journal, 'utf8')) : [];
}

function parsed(text: string): AnyRecord[] {
  return text.split('\n').flatMap((line) => {
    try {
      const record = JSON.parse(line) as AnyRecord;
      return (unpacked(record) as readonly AnyRecord[] | null) ?? [record];
    } catch {
      return [];
    }
  });
}

/** Inputs that had succeeded; with `only`: if they are among these tasks. */
export function filesSettled(records: readonly AnyRecord[], only?: readonly number[]): string[] {
  return filesOf(
    records,
    ({ type, task = -1, outcome }) =>
      (type === 'settled' || type === 'kept') &&
      outcome?.kind === 'succeeded' &&
      (only === undefined || only.includes(task)),
    records,
  );
}

/** Those of `done` that were given to a worker again. */
export function readAgain(
  before: readonly AnyRecord[],
  after: readonly AnyRecord[],
  done: readonly string[],
): string[] {
  if (before[0]?.batchHash === undefined || before[0].batchHash !== after[0]?.batchHash) return [];
  const isContinued = before[0].startedAt === after[0].startedAt;
  const now = isContinued ? after.slice(before.length) : after;
  return filesOf(now, ({ type }) => type === 'admitted', after).filter((file) => done.includes(file));
}

function filesOf(
  records: readonly AnyRecord[],
  which: (record: AnyRecord) => boolean,
  all: readonly AnyRecord[],
): string[] {
  const files = new Map(all.filter(({ type }) => type === 'input').map(({ task, file }) => [task, file]));
  return records.filter(which).flatMap(({ task }) => files.get(task) ?? []);
}

interface LoggedEffect {
  readonly op: string;
  readonly fd?: string;
  readonly path?: string;
  readonly id?: string;
  readonly data?: string;
}

/**
 * Tasks whose settlements had been written to the journal before a sync of it that was followed by another one: the names of
 * their results are on storage, too.
 */
export function syncedTwice(log: string): number[] {
  const journals = new Set<string>();
  const begun = new Map<string, readonly number[]>();
  const ended: (readonly number[])[] = [];
  const written: number[] = [];
  for (const line of readFileSync(log, 'utf8').split('\n').slice(0, -1)) {
    const { op, fd = '', path = '', id = '', data = '' } = JSON.parse(line) as LoggedEffect;
    if (op === 'open' && path.endsWith('journal.ndjson')) journals.add(fd);
    else if (op === 'open') journals.delete(fd);
    if (op === 'write' && journals.has(fd)) written.push(...settledIn(data));
    if (op === 'sync-begin' && journals.has(fd)) begun.set(id, [...written]);
    const synced = op === 'sync-end' ? begun.get(id) : undefined;
    if (synced !== undefined) ended.push(synced);
  }
  return [...(ended.at(-2) ?? [])];
}

function settledIn(data: string): number[] {
  const records = parsed(Buffer.from(data, 'base64').toString('utf8'));
  return records.flatMap(({ type, task }) => (type === 'settled' && task !== undefined ? [task] : []));
}
