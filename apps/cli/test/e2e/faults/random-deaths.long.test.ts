import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { jsonLines, processesWith, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInLibrary } from '../support/stand-in.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { batchText, NATIVE, simulations, WAYS, withKiller } from './deadly-batch.ts';

const ON_LINUX = process.platform === 'linux';
const MOMENTS = ['load', 'compute', 'write'] as const;
/** Files of the batch; BALLAST_LONG_DEATHS=1000 sets another number. */
const { BALLAST_LONG_DEATHS: LONG } = process.env;
const FILES = Number(LONG ?? 200);
/** Of the batch that has files that kill, with these among them. */
const AMONG = LONG === undefined ? 100 : FILES;
const BAD = MOMENTS.length * WAYS.length + NATIVE.length;

interface Line {
  readonly type: string;
  readonly task?: number;
  readonly file?: string;
  readonly outcome?: { readonly kind: string; readonly quarantined?: boolean };
}

interface Death {
  readonly moment: string;
  readonly way: string;
}

/** Runs a batch of the files in `sims` while workers die; returns how it ended, its rows, its journal and the deaths. */
async function survived(folder: string): Promise<{
  readonly code: number | null;
  readonly rows: readonly Record<string, string>[];
  readonly journal: readonly Line[];
  readonly deaths: readonly Death[];
}> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  writeFileSync(path.join(folder, 'chance.json'), JSON.stringify({ seed, perAttempt: 0.2, perStart: 0.25 }));
  const batch = writeBatch(folder, batchText(await standInLibrary()));
  const { code } = await startBallastWith(withKiller(folder), ['run', batch]).ended;
  const read = (...file: string[]): string => readFileSync(path.join(folder, ...file), 'utf8');
  const deaths = jsonLines<Death>(read('deaths.ndjson'));
  const counts = [...MOMENTS, 'spawn', 'shutdown'].map(
    (moment) => `${moment} ${deaths.filter((death) => death.moment === moment).length}`,
  );
  console.info(`seed ${seed}, deaths: ${counts.join(', ')}`);
  const rows = readTable(path.join(folder, 'out', 'tables', 'wide.csv'));
  return { code, rows, journal: journalOf(path.join(folder, 'out')) as unknown as readonly Line[], deaths };
}

const momentsOf = (deaths: readonly Death[]): Set<string> => new Set(deaths.map(({ moment }) => moment));

describe.runIf(HAS_COMPILER && ON_LINUX)('workers that die at random', () => {
  it('cost no file its result, whenever and however they die', async () => {
    using folder = temporaryFolder();
    await simulations(folder.path, 'good', '--files', String(FILES));
    const { code, rows, deaths } = await survived(folder.path);
    expect(rows.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    expect([code, rows.length]).toEqual([0, FILES]);
    expect(momentsOf(deaths)).toEqual(new Set([...MOMENTS, 'spawn', 'shutdown']));
    expect(new Set(deaths.map(({ way }) => way))).toEqual(new Set(WAYS));
    expect(deaths.length).toBeGreaterThan(FILES / 20);
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('cost no readable file its result, even among files that kill: those are quarantined, and the batch ends', async () => {
    using folder = temporaryFolder();
    await simulations(folder.path, 'good', '--files', String(AMONG - BAD));
    for (const moment of MOMENTS)
      for (const way of WAYS) await simulations(folder.path, `die-${moment}-${way}`);
    for (const fault of NATIVE) await simulations(folder.path, `native-${fault}`, '--fault', fault);
    const { code, rows, journal, deaths } = await survived(folder.path);
    expect([code, rows.length]).toEqual([1, AMONG]);
    const isGood = ({ file }: Record<string, string>): boolean => file?.startsWith('good') === true;
    expect(rows.filter((row) => isGood(row) && row.status !== 'succeeded')).toEqual([]);
    const nameOf = new Map(
      journal.flatMap(({ type, task, file }) => (type === 'input' ? [[task, file]] : [])),
    );
    const putAside = journal.filter(
      ({ type, outcome }) => type === 'settled' && outcome?.quarantined === true,
    );
    const bad = rows.filter((row) => !isGood(row)).map(({ file }) => file);
    expect(putAside.map(({ task }) => nameOf.get(task)).sort()).toEqual(bad.sort());
    expect(bad).toHaveLength(BAD);
    // Files that kill do so until they have run alone twice; other deaths are chance.
    expect(deaths.length).toBeGreaterThan(3 * MOMENTS.length * WAYS.length + (AMONG - BAD) / 20);
    expect(momentsOf(deaths).size).toBeGreaterThanOrEqual(4);
    expect(processesWith(folder.path)).toEqual([]);
  });
});
