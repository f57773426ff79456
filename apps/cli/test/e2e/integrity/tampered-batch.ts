import { cpSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BatchEvent, openBatch, verifyBatch } from '@ballast/batch';
import { isFault } from '@ballast/resource-model';
import { tablesOf } from '../support/journal-of.ts';
import type { Place } from '../support/place.ts';
import { tool } from '../support/run-ballast.ts';

const FILES = 24;

/** An output folder that can be put back as it was, byte for byte and with its times. */
export interface Tampered {
  readonly place: Place;
  /** The tables of the whole batch. */
  readonly tables: Readonly<Record<string, string>>;
  restore(state: State): void;
}

export type State = 'finished' | 'interrupted';

const TABLES = [
  { name: 'wide', layout: 'wide', columns: [{ variable: 'TwrBsMyt', statistics: ['max', 'mean'] }] },
  { name: 'long', layout: 'long', columns: [{ variable: '*', statistics: ['min'] }] },
  { name: 'motion', layout: 'time-series', columns: [{ variable: 'PtfmSurge' }] },
];

const SOURCE = {
  version: 1,
  batch: 'tampered',
  reader: 'openfast',
  inputs: { directory: 'sims' },
  output: 'out',
  resources: { workers: 2 },
  tables: TABLES,
};

/** Runs a batch to its end, and one until a third of its files has settled. */
export async function tamperedBatch(place: Place): Promise<Tampered> {
  const shape = ['--format', 'outb4', '--channels', '8', '--rows', '12'];
  await tool('openfast-files', ['--out', place.sims, '--files', String(FILES), ...shape]);
  for (const name of readdirSync(place.sims)) utimesSync(path.join(place.sims, name), 1e9, 1e9);
  const kept = (state: State): string => path.join(place.folder, `kept-${state}`);
  await runBatch(place);
  const tables = tablesOf(place.out);
  renameSync(place.out, kept('finished'));
  await runBatch(place, FILES / 3);
  renameSync(place.out, kept('interrupted'));
  return {
    place,
    tables,
    restore: (state) => {
      rmSync(place.out, { recursive: true, force: true });
      cpSync(kept(state), place.out, { recursive: true, preserveTimestamps: true });
    },
  };
}

/** Runs the batch in this process; drains it once this number of files has settled. Returns what happened. */
async function runBatch({ folder }: Place, most = FILES + 1): Promise<readonly BatchEvent[]> {
  const events: BatchEvent[] = [];
  await using batch = await openBatch(SOURCE, { base: folder, history: false, checkNames: false });
  let settled = 0;
  const run = batch.run({
    progressEvery: 0,
    observe: (event) => {
      events.push(event);
      if (event.type === 'settled') settled += 1;
      if (settled === most) run.drain('enough');
    },
  });
  await run.ended;
  return events;
}

/** What became of a batch that was run again after it was tampered with. */
export interface Ending {
  /** `silent`: other tables without a message; `defect`: an error that is not a fault. */
  readonly kind: 'same' | 'fault' | 'silent' | 'defect';
  readonly message: string;
  /** Inputs whose results were found to be damaged, and inputs that were read. */
  readonly damaged: number;
  readonly read: number;
}

/** Runs the batch again: it must end with the same tables and an output folder that is as written, or with a fault. */
export async function endingOf({ place, tables }: Tampered): Promise<Ending> {
  try {
    const events = await runBatch(place);
    const damaged = events.flatMap((event) => (event.type === 'damaged' ? event.results : [])).length;
    const read = events.filter(({ type }) => type === 'started').length;
    const { differences } = await verifyBatch(place.out);
    const isSame = isEqual(tablesOf(place.out), tables) && differences.length === 0;
    return { kind: isSame ? 'same' : 'silent', message: JSON.stringify(differences), damaged, read };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: isFault(error) ? 'fault' : 'defect', message, damaged: 0, read: 0 };
  }
}

function isEqual(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

export type Kind = 'journal' | 'results' | 'series' | 'plan' | 'tables';

/** The files of one kind in an output folder, in the order of their names. */
export function filesOf(out: string, kind: Kind): readonly string[] {
  const results = path.join(out, '.ballast', 'results');
  const inFolder = (folder: string, ending: string): readonly string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .toSorted()
      .map((name) => path.join(folder, name));
  switch (kind) {
    case 'journal':
      return [path.join(out, 'journal.ndjson')];
    case 'results':
      return inFolder(results, '.json');
    case 'series':
      return inFolder(results, '.csv');
    case 'plan':
      return [path.join(out, '.ballast', 'plan.json'), path.join(out, 'batch.effective.yml')];
    case 'tables':
      return [...inFolder(path.join(out, 'tables'), '.csv'), path.join(out, 'report.json')];
  }
}

/** Flips one bit of a file. */
export function flip(file: string, bit: number): void {
  const data = readFileSync(file);
  const byte = Math.floor(bit / 8) % data.length;
  data[byte] = (data[byte] ?? 0) ^ (1 << (bit % 8));
  writeFileSync(file, data);
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
