import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { noServer } from '@ballast/fleet-nats/testing';
import { toolBin } from '../checkout.ts';
import { must } from '../process.ts';
import { ballastHere, ballastOnWindows, csvFiles, emptyFolder } from './both-systems.ts';
import type { Check, Place } from './check.ts';
import { countBy, type Ends, reached, returnedBy } from './fleet-journal.ts';
import { securedFleet } from './secured-fleet.ts';

const FILES = 60;
/** Of the files that Windows has to settle before a node on Linux joins. */
const FIRST = 3;

const BATCH = `version: 1
batch: fleet
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ variable: "RootM*", statistics: [min, mean, max, std, { del: { m: 10 } }] }] }
  - { name: long, layout: long, columns: [{ variable: "*", statistics: all }] }
`;

export const fleetNode: Check = {
  name: 'a node on Windows, which stops for a while, and one on Linux share a batch that Linux coordinates',
  run: async (place) => {
    const reason = noServer();
    if (reason !== null) return `skipped: ${reason}`;
    const { wine } = place;
    const folder = emptyFolder(place, 'fleet-node');
    const shape = ['--files', String(FILES), '--rows', '12000', '--channels', '60'];
    await must([process.execPath, toolBin('openfast-files'), '--out', path.join(folder, 'sims'), ...shape]);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    const alone = path.join(folder, 'alone');
    const single = await ballastHere(['run', batch, '--out', alone, '--no-history']);
    assert.equal(single.code, 0, single.stderr);

    const out = path.join(folder, 'shared');
    await share(place, { folder, batch, out });
    const tables = csvFiles(path.join(out, 'tables'));
    assert.deepEqual(Object.keys(tables), ['definitions.csv', 'long.csv', 'wide.csv']);
    assert.deepEqual(tables, csvFiles(path.join(alone, 'tables')));
    const [windows, linux] = [countBy(out, 'windows'), countBy(out, 'linux')];
    assert.ok(windows >= FIRST && linux > 0, `${windows} and ${linux}`);
    assert.equal(windows + linux, FILES, 'each file is settled once');
    assert.deepEqual(wine.running(), [], 'processes are left over');
    return `${windows} files by Windows, ${linux} by Linux, ${returnedBy(out, 'linux')} given back, tables with the bytes of one machine, by keys and TLS and over a share`;
  },
};

interface Shared {
  readonly folder: string;
  readonly batch: string;
  readonly out: string;
}

/** Runs the batch on a fleet with keys, and stops the node on Windows for a while. */
async function share(place: Place, { folder, batch, out }: Shared): Promise<void> {
  const { wine } = place;
  await using server = await securedFleet(folder);
  // As on a network: one folder, which each system has under its own name.
  wine.mount('unc/nas/projects', folder);
  const { fileOf } = server;
  const join = ['join', '--once', '--no-history', '--workers', '1', '--fleet'];
  const there = ballastOnWindows(place, [
    ...join,
    wine.pathOf(fileOf('node', 'windows', '\\\\nas\\projects')),
  ]);
  const desk = ['--fleet', fileOf('coordinator', 'desk', folder)];
  const coordinated = ballastHere(['run', batch, '--out', out, '--no-history', ...desk]);
  const ends: Ends = [coordinated, there];
  await reached(ends, 'files by Windows', () => countBy(out, 'windows') >= FIRST);
  const node = wine.running('join');
  for (const pid of node) process.kill(pid, 'SIGSTOP');
  const here = ballastHere([...join, fileOf('node', 'linux', folder)]);
  // Others give back what it has: its own worker runs on, and what that finishes does not count.
  const isDead = (): boolean => returnedBy(out, 'linux') > 0 && countBy(out, 'linux') > 0;
  const isOver = (): boolean => countBy(out, 'windows') + countBy(out, 'linux') === FILES;
  await reached([...ends, here], 'its death', () => isDead() || isOver());
  for (const pid of node) process.kill(pid, 'SIGCONT');
  for (const { code, stdout, stderr } of await Promise.all([...ends, here]))
    assert.equal(code, 0, stdout + stderr);
}
