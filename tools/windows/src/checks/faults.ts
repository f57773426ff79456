import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  ballastHere,
  ballastOnWindows,
  column,
  csvFiles,
  emptyFolder,
  standInFiles,
} from './both-systems.ts';
import type { Check } from './check.ts';
import { until } from './until.ts';

/** In seconds; the hanging file takes this time on both systems, at the same time. */
const TIMEOUT = 30;
const GOOD = 6;

const batchText = (workers: number): string => `version: 1
batch: faults
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: ${workers}, timeout: ${TIMEOUT}s }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

const SMALL = ['--files', '1', '--min', '200KB', '--max', '200KB'] as const;

export const workerFaults: Check = {
  name: 'workers that are killed, crash or hang lose only their own rows, and no process is left',
  run: async (place) => {
    const folder = emptyFolder(place, 'faults');
    const sims = path.join(folder, 'sims');
    await standInFiles(sims, '--files', String(GOOD), '--min', '200KB', '--max', '900KB', '--prefix', 'good');
    for (const fault of ['kill-load', 'segfault-load', 'segfault-history', 'abort-load', 'sleep-load']) {
      await standInFiles(sims, ...SMALL, '--prefix', fault, '--fault', fault);
    }
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, batchText(3));
    const out = place.wine.pathOf(path.join(folder, 'windows'));
    const [here, there] = await Promise.all([
      ballastHere(['run', batch, '--out', path.join(folder, 'here'), '--no-history']),
      ballastOnWindows(place, ['run', place.wine.pathOf(batch), '--out', out, '--no-history']),
    ]);
    assert.deepEqual([there.code, here.code], [1, 1], there.stderr);
    const rows = csvFiles(path.join(folder, 'windows', 'tables'))['wide.csv'] ?? '';
    assert.equal(rows, csvFiles(path.join(folder, 'here', 'tables'))['wide.csv']);
    assert.deepEqual(place.wine.running(), [], 'processes are left over');
    const count = (status: string): number => column(rows, 'status').filter((one) => one === status).length;
    return `${count('succeeded')} succeeded, ${count('worker-lost')} worker-lost, ${count('timed-out')} timed-out, as on Linux`;
  },
};

export const coordinatorKilled: Check = {
  name: 'the workers of a killed coordinator end, and the next run produces the same rows',
  run: async (place) => {
    const folder = emptyFolder(place, 'coordinator');
    const sims = path.join(folder, 'sims');
    await standInFiles(sims, '--files', '5', '--min', '200KB', '--max', '900KB', '--prefix', 'good');
    // Hangs in native code, in which a worker receives no message about the end of its coordinator.
    await standInFiles(sims, ...SMALL, '--prefix', 'sleep', '--fault', 'sleep-load');
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, batchText(2));
    const args = ['run', place.wine.pathOf(batch), '--no-history'];
    const journal = path.join(folder, 'out', 'journal.ndjson');
    const first = ballastOnWindows(place, args);
    await until(() => existsSync(journal) && readFileSync(journal, 'utf8').includes('"settled"'), 'a result');
    const coordinators = place.wine.running('bin.js');
    assert.equal(coordinators.length, 1, 'one process is the coordinator');
    assert.ok(place.wine.running().length > 1, 'a worker runs');
    for (const pid of coordinators) process.kill(pid, 'SIGKILL');
    await first;
    await until(() => place.wine.running().length === 0, 'the end of every worker');
    const [here, again] = await Promise.all([
      ballastHere(['run', batch, '--out', path.join(folder, 'here'), '--no-history']),
      ballastOnWindows(place, args),
    ]);
    assert.deepEqual([again.code, here.code], [1, 1], again.stderr);
    const rows = csvFiles(path.join(folder, 'out', 'tables'));
    assert.deepEqual(rows, csvFiles(path.join(folder, 'here', 'tables')));
    assert.deepEqual(place.wine.running(), [], 'processes are left over');
    return 'no process was left after the kill, and the rows equal those of an undisturbed batch';
  },
};
