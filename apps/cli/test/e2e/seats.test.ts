import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { quoted, readTable, startBallast, temporaryFolder, writeBatch } from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';

const SEATS = 3;
/** How long no seat is free, in milliseconds; the environment may ask for hours. */
const DROUGHT = Number(process.env.BALLAST_TEST_DROUGHT_MS ?? 6000);

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

interface Licensed {
  readonly child: ReturnType<typeof startBallast>['child'];
  readonly ended: ReturnType<typeof startBallast>['ended'];
  readonly out: string;
  /** Changes the size of the pool. */
  resize(seats: number): void;
  /** Numbers of holders that the observer has seen, the latest last. */
  readonly seen: number[];
}

/** A batch over slow files with a pool of seats that all its workers share, and an observer who counts the holders. */
async function licensed(folder: string, policy: string): Promise<Licensed> {
  const library = await standInLibrary();
  const slow = ['--fault', 'slow-load', '--fault-argument', '150'];
  await standInFiles(path.join(folder, 'sims'), ['--files', '24', '--min', '1MB', '--max', '2MB', ...slow]);
  const pool = path.join(folder, 'pool');
  const resize = (count: number): void => writeFileSync(pool, String(count));
  resize(SEATS);
  const before = process.env.BALLAST_STANDIN_SEATS;
  process.env.BALLAST_STANDIN_SEATS = pool;
  const { child, ended } = startBallast(['run', writeBatch(folder, batchText(library, policy))]);
  if (before === undefined) delete process.env.BALLAST_STANDIN_SEATS;
  else process.env.BALLAST_STANDIN_SEATS = before;
  const seen: number[] = [];
  const observer = setInterval(() => seen.push(holdersOf(pool)), 5);
  return {
    child,
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

interface Record {
  readonly type: string;
  readonly [key: string]: unknown;
}

function journalOf(out: string): Record[] {
  try {
    const lines = readFileSync(path.join(out, 'journal.ndjson'), 'utf8').split('\n');
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Record);
  } catch {
    return [];
  }
}

/** Waits until the journal has such a record. */
async function recorded(out: string, fits: (record: Record) => boolean): Promise<void> {
  for (let tries = 0; tries < 2400; tries += 1) {
    if (journalOf(out).some(fits)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('no such record within a minute');
}

function statuses(out: string): (string | undefined)[] {
  return readTable(path.join(out, 'tables', 'wide.csv')).map(({ status }) => status);
}

const isDenial = ({ type, cause }: Record): boolean => type === 'requeued' && cause === 'seat-denied';
const isSeats =
  (state: string) =>
  (record: Record): boolean =>
    record.type === 'seats' && record.state === state;

describe.runIf(HAS_COMPILER)('fewer licence seats than workers', () => {
  it('cost no file: twelve workers share three seats, and denials are counted separately', async () => {
    using folder = temporaryFolder();
    // Twelve at a time however many cores there are.
    const { ended, out, seen } = await licensed(folder.path, '{ fixed: 12 }');
    const end = await ended;
    expect(end.stderr).not.toContain('failed');
    expect(end.code).toBe(0);
    expect(statuses(out)).toEqual(Array(24).fill('succeeded'));
    expect(Math.max(...seen)).toBe(SEATS);
    const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as {
      figures: { seatsDenied: number; outcomes: { [kind: string]: number }; retriedAttempts: number };
    };
    const denials = journalOf(out).filter(isDenial).length;
    expect(denials).toBeGreaterThan(0);
    expect(report.figures.seatsDenied).toBe(denials);
    expect(report.figures.outcomes).toMatchObject({ succeeded: 24, 'seat-denied': 0, failed: 0 });
    expect(report.figures.retriedAttempts).toBe(0);
    expect(end.stdout).toMatch(/ {2}seats {4}denied/);
  }, 120_000);

  it(
    'make the batch wait if none is left, report that, and continue when there are some again',
    async () => {
      using folder = temporaryFolder();
      const { ended, out, resize } = await licensed(folder.path, 'adaptive');
      await recorded(out, ({ type }) => type === 'settled');
      resize(0);
      await recorded(out, isSeats('waiting'));
      await new Promise((resolve) => setTimeout(resolve, DROUGHT));
      expect(journalOf(out).filter(({ type }) => type === 'ended')).toEqual([]);
      resize(SEATS);
      const end = await ended;
      expect(end.code).toBe(0);
      expect(end.stderr).toContain('for a licence seat; ');
      expect(statuses(out)).toEqual(Array(24).fill('succeeded'));
      const records = journalOf(out);
      const [from, to] = [records.find(isSeats('waiting')), records.find(isSeats('granted'))];
      expect(Number(to?.at) - Number(from?.at)).toBeGreaterThanOrEqual(DROUGHT);
      // It tries after ever longer pauses, from half a second on.
      const asked = records.filter(
        (r) => isDenial(r) && Number(r.at) > Number(from?.at) && Number(r.at) < Number(to?.at),
      );
      expect(asked.length).toBeLessThanOrEqual(4 + DROUGHT / 500);
    },
    120_000 + DROUGHT,
  );
});
