import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type HeldBatch, heldBatch } from '../batches/held-batch.ts';
import { admittedIn, recorded, tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast, type Ended, processesWith } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';

/** A batch that runs and has done a part of its work. */
interface Running extends HeldBatch {
  readonly journal: string;
  readonly ended: Promise<Ended>;
}

const LATER = ['later-1', 'later-2'];

const place = placeOfAllTests();
let held: HeldBatch;
/** The tables of a batch that was never disturbed. */
let undisturbed: ReturnType<typeof tablesOf>;

/** The output folder before the later files came, which each test finds. */
const before = (): string => path.join(place.folder, 'before');

beforeAll(async () => {
  if (!HAS_COMPILER) return;
  held = await heldBatch(place.folder);
  held.release();
  await held.start().ended;
  renameSync(place.out, before());
  const [first = ''] = readdirSync(place.sims);
  for (const name of LATER) copyFileSync(path.join(place.sims, first), path.join(place.sims, `${name}.sim`));
  expect(await ballast(['run', held.file, '--quiet'])).toMatchObject({ code: 0 });
  undisturbed = tablesOf(place.out);
});

/** It waits for a licence seat: it does not end before a test has disturbed it. */
async function running(): Promise<Running> {
  rmSync(place.out, { recursive: true, force: true });
  cpSync(before(), place.out, { recursive: true, preserveTimestamps: true });
  held.hold();
  const { ended } = held.start();
  await recorded(held.out, 'seats', 1);
  return { ...held, journal: path.join(held.out, 'journal.ndjson'), ended };
}

/** Runs the batch again, and compares its tables with those of one that was never disturbed. */
async function completes(batch: Running): Promise<Ended> {
  batch.release();
  const again = await batch.start().ended;
  expect(again).toMatchObject({ code: 0 });
  expect(tablesOf(batch.out)).toEqual(undisturbed);
  expect(processesWith(place.folder)).toEqual([]);
  return again;
}

/** Whether every file that was done before stayed done. */
function nothingLost({ out }: Running): void {
  for (const file of admittedIn(out)) expect(file).toMatch(/^later-/);
}

async function stopped(batch: Running, ...parts: readonly string[]): Promise<void> {
  const { code, stderr } = await batch.ended;
  expect(code).toBe(5);
  for (const part of ['OUTPUT_DISTURBED', ...parts]) expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/make room/i);
  expect(processesWith(place.folder)).toEqual([]);
}

describe.runIf(HAS_COMPILER)('a running batch stops with code 5', () => {
  it('if its output folder is removed; it can start over', async () => {
    const batch = await running();
    rmSync(batch.out, { recursive: true });
    await stopped(batch, `${batch.out} was removed`, 'start over');
    expect(existsSync(batch.out)).toBe(false);
    await completes(batch);
  });

  // Windows does not rename a folder in which a file is open.
  it.runIf(process.platform !== 'win32')(
    'if its output folder is renamed, with its new name; nothing is lost',
    async () => {
      const batch = await running();
      const away = path.join(place.folder, 'renamed');
      renameSync(batch.out, away);
      await stopped(batch, process.platform === 'linux' ? `renamed to ${away}` : 'renamed');
      expect(existsSync(batch.out)).toBe(false);
      renameSync(away, batch.out);
      await completes(batch);
      nothingLost(batch);
    },
  );

  it('if its journal is removed, which is written again and loses nothing', async () => {
    const batch = await running();
    const before = readFileSync(batch.journal, 'utf8');
    rmSync(batch.journal);
    await stopped(batch, `journal ${batch.journal} was removed`, 'has been written again');
    expect(readFileSync(batch.journal, 'utf8').startsWith(before)).toBe(true);
    expect((await completes(batch)).stderr).toMatch(/resuming the batch/);
    nothingLost(batch);
  });

  it.each([
    ['something else', (): string => 'something else\n'],
    ['a copy of an earlier state', (journal: string): string => readFileSync(journal, 'utf8')],
  ])('if its journal is replaced by %s, and keeps the journal', async (_, contents) => {
    const batch = await running();
    writeFileSync(`${batch.journal}.new`, contents(batch.journal));
    renameSync(`${batch.journal}.new`, batch.journal);
    // The first one is of the batch before.
    const kept = path.join(batch.out, '.ballast', 'journals', '2.ndjson');
    // A copy is another file once something is recorded.
    batch.release();
    await stopped(batch, `the place of its journal ${batch.journal}`, kept);
    renameSync(kept, batch.journal);
    await completes(batch);
    nothingLost(batch);
  });

  it('if another program writes to its journal', async () => {
    const batch = await running();
    writeFileSync(batch.journal, readFileSync(batch.journal).subarray(0, -1));
    await stopped(batch, `another program changed its journal ${batch.journal}`);
    await completes(batch);
  });

  it('if the folder of its results is removed; the files are read again', async () => {
    const batch = await running();
    const results = path.join(batch.out, '.ballast', 'results');
    rmSync(results, { recursive: true });
    await stopped(batch, `the folder ${results} with its results was removed`);
    await completes(batch);
  });

  it('if the folder of its results and its plan is removed; the files are read again', async () => {
    const batch = await running();
    const work = path.join(batch.out, '.ballast');
    rmSync(work, { recursive: true });
    await stopped(batch, `the folder ${work} with its results was removed`);
    await completes(batch);
  });
});

describe.runIf(HAS_COMPILER)('a running batch continues, and says so at the end', () => {
  it.each([
    ['its plan', path.join('.ballast', 'plan.json'), 'written again'],
    ['its lock', '.ballast.lock', 'made again'],
  ])('if %s is removed', async (_, name, says) => {
    const batch = await running();
    const file = path.join(batch.out, name);
    const before = readFileSync(file, 'utf8');
    rmSync(file);
    await until(`another ${file}`, () => existsSync(file));
    expect(readFileSync(file, 'utf8')).toBe(before);
    batch.release();
    const { code, stderr } = await batch.ended;
    expect(code).toBe(0);
    expect(stderr).toContain(`${file} was removed while the batch ran; it`);
    expect(stderr).toContain(says);
    await completes(batch);
  });

  it('unless another process has taken the lock: it stops with code 5', async () => {
    const batch = await running();
    const lock = path.join(batch.out, '.ballast.lock');
    rmSync(lock);
    writeFileSync(
      lock,
      JSON.stringify({ pid: 1, host: 'another-machine', startedAt: '2026-01-02T03:04:05Z' }),
    );
    const { code, stderr } = await batch.ended;
    expect(code).toBe(5);
    expect(stderr).toContain('OUTPUT_TAKEN');
    expect(stderr).not.toMatch(/make room/i);
    rmSync(lock);
    await completes(batch);
  });
});
