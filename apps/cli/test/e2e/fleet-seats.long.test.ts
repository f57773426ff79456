import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noServer, testServer } from '@ballast/fleet-nats/testing';
import { describe, expect, it } from 'vitest';
import { SILENCE } from './fleet-batch.ts';
import { journalOf, tablesOf } from './journal-of.ts';
import { placeOfEachTest } from './place.ts';
import { quoted, writeBatch } from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';
import { until } from './waiting.ts';
import { startBallastWith } from './with-environment.ts';

const reason = noServer();
if (reason !== null) console.warn(`seats of a fleet are not tested: ${reason}`);

const SEATS = 2;
const FILES = 16;
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

// States of processes are read from /proc.
describe.runIf(reason === null && HAS_COMPILER && process.platform === 'linux')(
  'a pool of two seats and three nodes',
  () => {
    const place = placeOfEachTest();

    it.each([
      ['in peace', null],
      ['although a node is stopped, whose workers run on', 'SIGSTOP'],
    ] as const)('never has more than two holders, %s', async (_, signal) => {
      const { folder, sims, out } = place;
      await using server = await testServer();
      const library = await standInLibrary();
      const slow = ['--fault', 'slow-load', '--fault-argument', '400'];
      await standInFiles(sims, ['--files', String(FILES), '--min', '1MB', '--max', '1MB', ...slow]);
      const pool = path.join(folder, 'pool');
      // Far more than the fleet may use: the licence server would not keep it from using more.
      writeFileSync(pool, '100');
      const variables = {
        BALLAST_STANDIN_SEATS: pool,
        BALLAST_ORCFXAPI: library,
        BALLAST_DATA_HOME: path.join(folder, 'data'),
      };
      const start = (...args: string[]): ReturnType<typeof startBallastWith> =>
        startBallastWith(variables, args);
      const batch = writeBatch(folder, batchText(library));
      const reference = path.join(folder, 'reference');
      expect((await start('run', batch, '--out', reference, '--no-history').ended).code).toBe(0);
      const file = (node: string): string => {
        const written = path.join(folder, `${node}.yml`);
        const text = `server: ${server.url}\nnode: ${node}\nroots: { here: ${quoted(folder)} }\nsilence: ${SILENCE}ms\n`;
        writeFileSync(written, `${text}seats: { orcaflex: { pool: ${SEATS}, per: process } }\n`);
        return written;
      };
      const seen: number[] = [];
      const observer = setInterval(() => seen.push(holdersIn(pool)), 5);
      const nodes = ['n1', 'n2', 'n3'].map((node) =>
        start('join', '--fleet', file(node), '--once', '--no-history'),
      );
      const run = start('run', batch, '--fleet', file('desk'), '--no-history');
      if (signal !== null) {
        await until('work in hand', () => hasWork(out, 'n1'));
        nodes[0]?.child.kill(signal);
        await pause(SILENCE + 2500);
        nodes[0]?.child.kill('SIGCONT');
      }
      const end = await run.ended;
      expect(end.code, end.stderr).toBe(0);
      await Promise.all(nodes.map(({ ended }) => ended));
      clearInterval(observer);
      expect(tablesOf(out)).toEqual(tablesOf(reference));
      expect(Math.max(...seen)).toBeLessThanOrEqual(SEATS);
      expect(Math.max(...seen)).toBeGreaterThan(0);
    });
  },
);

function hasWork(out: string, node: string): boolean {
  const open = new Set<unknown>();
  for (const { type, task, node: by } of journalOf(out)) {
    if (type === 'admitted' && by === node) open.add(task);
    if (type === 'settled' || type === 'requeued') open.delete(task);
  }
  return open.size > 0;
}

/** Processes that hold a seat and run: one that was killed stays in the list until its parent, which is stopped, has taken note. */
function holdersIn(pool: string): number {
  try {
    const lines = readFileSync(`${pool}.holders`, 'utf8').split('\n');
    return lines.filter((line) => line !== '' && runs(Number(line.split(' ')[0]))).length;
  } catch {
    return 0;
  }
}

function runs(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
