import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type AnyRecord, journalOf, recorded } from '../support/journal-of.ts';
import { type Place, placeOfEachTest } from '../support/place.ts';
import { quoted, startBallast, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { doctorMemory, neighbour, shareThatLeaves } from './neighbour.ts';

/** Batches beside a program that takes memory; BALLAST_LONG_NEIGHBOURS=20 sets another number. */
const BATCHES = Number(process.env.BALLAST_LONG_NEIGHBOURS ?? 2);
/** MiB that a file needs besides what every worker needs. */
const FILE = 150;
const FACTOR = 15;
/** Slack for machines that are slow or busy, in milliseconds; on a quiet machine it takes less than two seconds. */
const SOON = 15_000;
/** Everything, but for what other programs of this machine may have taken meanwhile. */
const NEARLY_ALL = 0.75;

const { net } = await doctorMemory();
if (!net.inForce) console.warn(`without a hard limit here: ${net.evidence}`);

const place = placeOfEachTest();

interface Slow {
  readonly files: number;
  /** Time for which each file holds its memory without using a core. */
  readonly milliseconds: number;
  /** Of the budget, in MiB. */
  readonly memory: number;
}

/** A batch whose budget is a share of this machine. */
async function sharedBatch({ folder, sims }: Place, { files, milliseconds, memory }: Slow): Promise<string> {
  const size = `${FILE / FACTOR}MiB`;
  const slow = ['--fault', 'slow-history', '--fault-argument', String(milliseconds)];
  await standInFiles(sims, [
    '--files',
    String(files),
    '--min',
    size,
    '--max',
    size,
    '--memory-factor',
    String(FACTOR),
    ...slow,
  ]);
  return writeBatch(
    folder,
    `version: 1
batch: shared
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { memory: ${await shareThatLeaves(memory)}, memoryFactor: ${FACTOR} }
orcaflex: { library: ${quoted(await standInLibrary())} }
tables:
  - { name: all, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`,
  );
}

interface Kept {
  readonly at: number;
  /** MiB kept for what is in flight. */
  readonly memory: number;
  /** MiB that the machine has for this batch: what is available, and what its workers use. */
  readonly room: number;
}

/** Memory kept for files in flight, as the samples of the journal say: one each second. */
const memoryKept = (records: readonly AnyRecord[]): readonly Kept[] =>
  records
    .filter(({ type }) => type === 'sample')
    .map(({ at, hold, free = Number.NaN, res }) => ({
      at: Number(at),
      memory: Number(hold) / 2 ** 20,
      room: (Number(free) + Number(res)) / 2 ** 20,
    }));

/** Means between two instants of the journal. */
function meanBetween(records: readonly AnyRecord[], from: number, to: number): Omit<Kept, 'at'> {
  const between = memoryKept(records).filter(({ at }) => at >= from && at < to);
  const mean = (of: (kept: Kept) => number): number =>
    between.reduce((sum, kept) => sum + of(kept), 0) / between.length;
  return { memory: mean(({ memory }) => memory), room: mean(({ room }) => room) };
}

/** Milliseconds of the journal's clock since the batch began. */
function elapsedIn(records: readonly AnyRecord[]): number {
  return Date.now() - Date.parse(String(records[0]?.startedAt));
}

/** What the journal has about files that were not simply read. */
function gaveUp(records: readonly AnyRecord[]): AnyRecord[] {
  return records.filter(
    ({ type, proof, outcome }) =>
      (type === 'worker-lost' && proof !== undefined) ||
      (type === 'settled' && (outcome as { kind: string }).kind !== 'succeeded'),
  );
}

describe.runIf(HAS_COMPILER)('a batch whose budget is a share of the machine', () => {
  // What else this machine runs takes and returns memory too, and may hide what the neighbour does.
  it('uses less memory while a neighbour has half of it, and everything again as soon as it is returned', {
    retry: 2,
  }, async () => {
    const memory = 1200;
    const batch = await sharedBatch(place, { files: 50, milliseconds: 3000, memory });
    const { ended } = startBallast(['run', batch, '--no-history']);
    await recorded(place.out, 'settled', 8);
    const began = elapsedIn(journalOf(place.out));
    const other = await neighbour(memory / 2);
    await pause(20_000);
    await other.leave();
    const returned = elapsedIn(journalOf(place.out));
    expect(await ended).toMatchObject({ code: 0 });
    const records = journalOf(place.out);
    expect(gaveUp(records)).toEqual([]);
    const before = meanBetween(records, began / 2, began);
    const meanwhile = meanBetween(records, began + SOON, returned);
    // Whatever else runs on this machine takes memory and returns it too.
    const byOthers = meanwhile.room - before.room + memory / 2;
    expect(meanwhile.memory).toBeLessThan(NEARLY_ALL * before.memory + Math.max(0, byOthers));
    const full = memoryKept(records).find(
      ({ at, memory, room }) =>
        at >= returned && memory >= NEARLY_ALL * Math.min(before.memory, before.memory + room - before.room),
    );
    const after = (full?.at ?? Number.POSITIVE_INFINITY) - returned;
    console.info(
      `kept: ${before.memory.toFixed(0)} MiB, ${meanwhile.memory.toFixed(0)} beside the neighbour, ${full?.memory.toFixed(0)} after ${after} ms; others returned ${byOthers.toFixed(0)} MiB meanwhile`,
    );
    expect(after).toBeLessThan(SOON);
  });

  it('reads every file although another program takes most of it at any moment', async () => {
    for (let i = 0; i < BATCHES; i += 1) {
      const folder = `${place.folder}/${i}`;
      const here = { folder, sims: `${folder}/sims`, out: `${folder}/out` };
      const memory = 2200;
      const takes = 1200 + Math.random() * 600;
      const batch = await sharedBatch(here, { files: 24, milliseconds: 700, memory });
      const { ended } = startBallast(['run', batch, '--no-history']);
      await recorded(here.out, 'settled', 1 + Math.floor(Math.random() * 6));
      const other = await neighbour(takes);
      await pause(2000 * Math.random());
      await other.leave();
      const { code } = await ended;
      console.info(`a neighbour with ${takes.toFixed(0)} MiB`);
      expect(gaveUp(journalOf(here.out)).filter(({ type }) => type === 'settled')).toEqual([]);
      expect(code).toBe(0);
    }
  });
});
