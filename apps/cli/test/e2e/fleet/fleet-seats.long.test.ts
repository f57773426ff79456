import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noServer, testServer } from '@ballast/fleet-nats/testing';
import { describe, expect, it } from 'vitest';
import { journalOf, tablesOf } from '../support/journal-of.ts';
import { type Place, placeOfEachTest } from '../support/place.ts';
import { type Ended, quoted, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { SILENCE } from './fleet-batch.ts';

const reason = noServer();
if (reason !== null) console.warn(`seats of a fleet are not tested: ${reason}`);

const SEATS = 2;
const batchText = (library: string): string => `version: 1
batch: seats
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 2 }
orcaflex: { library: ${quoted(library)}, licences: { scope: process } }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

/** How many times each situation is repeated: `FLEET_RUNS=20 pnpm stress:fleet`. */
const RUNS = Number(process.env.FLEET_RUNS ?? 1);
/** An attempt that is longer than a silence, in milliseconds: its worker still runs when others take its seat. */
const LONG = SILENCE + 6000;
const WITHOUT_FENCE = new URL('without-fence.mjs', import.meta.url).href;

interface Scene {
  readonly files: number;
  /** Milliseconds that an attempt takes. */
  readonly time: number;
  /** Of the processes of nodes, besides. */
  readonly variables?: Readonly<Record<string, string>>;
}

type Started = ReturnType<typeof startBallastWith>;

interface Running {
  /** The list of who has a seat. */
  readonly pool: string;
  readonly run: Started;
  readonly nodes: readonly Started[];
  /** How many processes were seen to hold a seat at the same time, again and again. */
  readonly seen: number[];
  readonly stop: () => void;
  readonly reference: () => Promise<Ended>;
}

/** A batch with three nodes; the pool of the licence server has far more seats than the fleet may use, and keeps nobody out. */
async function begin(
  { folder, sims }: Place,
  url: string,
  { files, time, variables = {} }: Scene,
): Promise<Running> {
  const library = await standInLibrary();
  const slow = ['--fault', 'slow-load', '--fault-argument', String(time)];
  await standInFiles(sims, ['--files', String(files), '--min', '1MB', '--max', '1MB', ...slow]);
  const pool = path.join(folder, 'pool');
  writeFileSync(pool, '100');
  const own = {
    BALLAST_STANDIN_SEATS: pool,
    BALLAST_ORCFXAPI: library,
    BALLAST_DATA_HOME: path.join(folder, 'data'),
  };
  const batch = writeBatch(folder, batchText(library));
  const file = (node: string): string => {
    const written = path.join(folder, `${node}.yml`);
    const text = `server: ${url}\nnode: ${node}\nroots: { here: ${quoted(folder)} }\nsilence: ${SILENCE}ms\n`;
    writeFileSync(written, `${text}seats: { orcaflex: { pool: ${SEATS}, per: process } }\n`);
    return written;
  };
  const seen: number[] = [];
  const observer = setInterval(() => seen.push(holdersIn(pool).length), 5);
  const join = (node: string): Started =>
    startBallastWith({ ...own, ...variables }, ['join', '--fleet', file(node), '--once', '--no-history']);
  return {
    pool,
    nodes: ['n1', 'n2', 'n3'].map(join),
    run: startBallastWith(own, ['run', batch, '--fleet', file('desk'), '--no-history']),
    seen,
    stop: () => clearInterval(observer),
    reference: () => {
      const out = path.join(folder, 'reference');
      return startBallastWith(own, ['run', batch, '--out', out, '--no-history']).ended;
    },
  };
}

const most = (seen: readonly number[]): number => seen.reduce((a, b) => Math.max(a, b), 0);
const runs = Array.from({ length: RUNS }, (_, i) => i + 1);

// States of processes are read from /proc.
describe.runIf(reason === null && HAS_COMPILER && process.platform === 'linux')(
  'a pool of two seats and three nodes',
  () => {
    const place = placeOfEachTest();

    it.each(
      runs.flatMap((run) => [
        ['in peace', run, null] as const,
        ['although a node is stopped, whose workers run on', run, 'stopped'] as const,
      ]),
    )('never has more than two holders, %s, run %i', async (_, __, signal) => {
      await using server = await testServer();
      const scene = { files: 16, time: 400 };
      const { pool, run, nodes, seen, stop, reference } = await begin(place, server.url, scene);
      if (signal !== null) {
        const { node } = await stopWithWork(nodes, pool);
        await pause(SILENCE + 2500);
        node.child.kill('SIGCONT');
      }
      const end = await run.ended;
      expect(end.code, end.stderr).toBe(0);
      await Promise.all(nodes.map(({ ended }) => ended));
      stop();
      expect((await reference()).code).toBe(0);
      expect(tablesOf(place.out)).toEqual(tablesOf(path.join(place.folder, 'reference')));
      expect(most(seen)).toBeLessThanOrEqual(SEATS);
      expect(most(seen)).toBeGreaterThan(0);
    });

    it.each(runs)('keeps to them while long attempts run on a node that is stopped, run %i', async () => {
      await using server = await testServer();
      const { pool, run, nodes, seen, stop } = await begin(place, server.url, { files: 6, time: LONG });
      const { name, node, workers } = await stopWithWork(nodes, pool);
      await until('its death', () => wasGivenBack(place.out, `${name} is gone`));
      // Its own workers are gone, and others take the seat.
      expect(workers.filter(isRunning)).toEqual([]);
      await until('the seat in use', () => holdersIn(pool).length === SEATS);
      node.child.kill('SIGCONT');
      const end = await run.ended;
      expect(end.code, end.stderr).toBe(0);
      await Promise.all(nodes.map(({ ended }) => ended));
      stop();
      expect(most(seen)).toBeLessThanOrEqual(SEATS);
    });

    it.each(runs)(
      'has more holders if nodes do not keep their fence, so that these tests can fail, run %i',
      async () => {
        await using server = await testServer();
        // Code that was compiled before still has the fence.
        const variables = { NODE_OPTIONS: `--import ${WITHOUT_FENCE}`, BALLAST_CODE_CACHE: 'off' };
        const scene = { files: 6, time: LONG, variables };
        const { pool, run, nodes, seen, stop } = await begin(place, server.url, scene);
        const { node, workers } = await stopWithWork(nodes, pool);
        // However slow the others are: they run until then.
        for (const worker of workers) await stopWithoutLock(worker, pool);
        await until('more holders than seats', () => most(seen) > SEATS);
        for (const worker of workers) process.kill(worker, 'SIGCONT');
        node.child.kill('SIGCONT');
        // The board still decides which result counts.
        expect((await run.ended).code).toBe(0);
        await Promise.all(nodes.map(({ ended }) => ended));
        stop();
      },
    );
  },
);

interface Stopped {
  readonly name: string;
  readonly node: Started;
  /** Its processes that have a seat, and run on. */
  readonly workers: readonly number[];
}

/** Stops the first node with a worker that has a seat and a long way to go; which one gets a seat is not known. */
async function stopWithWork(nodes: readonly Started[], pool: string): Promise<Stopped> {
  const node = await until('a seat in use', () => nodes.find((one) => workersOf(one, pool).length > 0));
  node.child.kill('SIGSTOP');
  return { name: `n${nodes.indexOf(node) + 1}`, node, workers: workersOf(node, pool) };
}

/** Stops a worker that does not hold the lock of the list: the others would wait for that for ever. */
async function stopWithoutLock(worker: number, pool: string): Promise<void> {
  for (;;) {
    process.kill(worker, 'SIGSTOP');
    await until('a worker that is stopped', () => isStopped(worker));
    if (!hasLock(worker, `${pool}.lock`)) return;
    process.kill(worker, 'SIGCONT');
    await pause(1);
  }
}

/** Whether the kernel says that a process has locked this file. */
function hasLock(pid: number, file: string): boolean {
  const { ino } = statSync(file);
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .map((line) => line.split(/\s+/))
    .some((fields) => fields.includes(String(pid)) && fields.some((field) => field.endsWith(`:${ino}`)));
}

const workersOf = ({ child }: Started, pool: string): number[] =>
  holdersIn(pool).filter((pid) => Number(statOf(pid)?.[1]) === child.pid);

function wasGivenBack(out: string, because: string): boolean {
  return journalOf(out).some((record) => record.type === 'requeued' && record.because === because);
}

/** Processes that hold a seat and run: one that was killed stays in the list until its parent, which is stopped, has taken note. */
function holdersIn(pool: string): number[] {
  try {
    const lines = readFileSync(`${pool}.holders`, 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => Number(line.split(' ')[0]))
      .filter(isRunning);
  } catch {
    return [];
  }
}

const isStopped = (pid: number): boolean => statOf(pid)?.[0] === 'T';

function isRunning(pid: number): boolean {
  const [state = 'X'] = statOf(pid) ?? [];
  return !/[ZX]/.test(state);
}

/** State and parent of a process, and what else there is; null if there is none. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
