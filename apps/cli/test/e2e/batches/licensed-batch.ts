import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type AnyRecord, journalOf } from '../support/journal-of.ts';
import { quoted, readTable, writeBatch } from '../support/run-ballast.ts';
import { standInFiles, standInLibrary } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';

export const SEATS = 3;
export const FILES = 24;

const batchText = (library: string, policy: string): string => `version: 1
batch: seats
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 12, policy: ${policy}, memory: 2GB, timeout: 24h }
orcaflex: { library: ${quoted(library)}, licences: { scope: process } }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

export interface Licensed {
  readonly ended: ReturnType<typeof startBallastWith>['ended'];
  readonly out: string;
  /** Changes the number of seats in the pool. */
  resize(seats: number): void;
  /** Numbers of holders that the observer has seen, the latest last. */
  readonly seen: readonly number[];
}

/** Starts a batch over slow files whose workers share a pool of seats, and an observer who counts the holders. */
export async function licensed(
  folder: string,
  { policy, seats }: { readonly policy: string; readonly seats: number },
): Promise<Licensed> {
  const library = await standInLibrary();
  const slow = ['--fault', 'slow-load', '--fault-argument', '150'];
  const shape = ['--files', String(FILES), '--min', '1MB', '--max', '2MB'];
  await standInFiles(path.join(folder, 'sims'), [...shape, ...slow]);
  const pool = path.join(folder, 'pool');
  const resize = (count: number): void => writeFileSync(pool, String(count));
  resize(seats);
  const variables = { BALLAST_STANDIN_SEATS: pool, BALLAST_DATA_HOME: path.join(folder, 'data') };
  const batch = writeBatch(folder, batchText(library, policy));
  const { ended } = startBallastWith(variables, ['run', batch]);
  const seen: number[] = [];
  const observer = setInterval(() => seen.push(holdersOf(pool)), 5);
  return {
    ended: ended.finally(() => clearInterval(observer)),
    out: path.join(folder, 'out'),
    resize,
    seen,
  };
}

function holdersOf(pool: string): number {
  try {
    return readFileSync(`${pool}.holders`, 'utf8')
      .split('\n')
      .filter((line) => line !== '').length;
  } catch {
    return 0;
  }
}

/** Waits until the journal has such a record. */
export async function recordedSuch(out: string, fits: (record: AnyRecord) => boolean): Promise<void> {
  await until('such a record', () => journalOf(out).some(fits));
}

export function statuses(out: string): (string | undefined)[] {
  return readTable(path.join(out, 'tables', 'wide.csv')).map(({ status }) => status);
}

export const isDenial = ({ type, cause }: AnyRecord): boolean =>
  type === 'requeued' && cause === 'seat-denied';
