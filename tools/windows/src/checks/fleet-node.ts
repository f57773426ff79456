import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noServer, testServer } from '@ballast/fleet-nats/testing';
import { toolBin } from '../checkout.ts';
import { type Ended, must } from '../process.ts';
import { ballastHere, ballastOnWindows, csvFiles, emptyFolder } from './both-systems.ts';
import type { Check } from './check.ts';

const FILES = 60;
/** Of the files that Windows has to settle before a node on Linux joins. */
const FIRST = 3;
const LOOK_EVERY = 20;

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

    await using server = await testServer();
    const fleetFile = (node: string, root: string): string => {
      const file = path.join(folder, `${node}.yml`);
      writeFileSync(
        file,
        `server: ${server.url}\nnode: ${node}\nroots: { here: ${JSON.stringify(root)} }\nsilence: 3s\n`,
      );
      return file;
    };
    const join = ['join', '--once', '--no-history', '--workers', '1', '--fleet'];
    const there = ballastOnWindows(place, [...join, wine.pathOf(fleetFile('windows', wine.pathOf(folder)))]);
    const out = path.join(folder, 'shared');
    const coordinated = ballastHere([
      ...['run', batch, '--out', out, '--no-history', '--fleet', fleetFile('desk', folder)],
    ]);
    const ends: Ends = [coordinated, there];
    await reached(ends, 'files by Windows', () => countBy(out, 'windows') >= FIRST);
    // Until others have given back what it has: its own worker runs on, and what that finishes does not count.
    const node = wine.running('join');
    for (const pid of node) process.kill(pid, 'SIGSTOP');
    const here = ballastHere([...join, fleetFile('linux', folder)]);
    await reached([...ends, here], 'its death', () => returnedBy(out, 'linux') > 0 && countBy(out, 'linux') > 0);
    for (const pid of node) process.kill(pid, 'SIGCONT');
    for (const ended of await Promise.all([...ends, here])) assert.equal(ended.code, 0, ended.stdout + ended.stderr);

    const tables = csvFiles(path.join(out, 'tables'));
    assert.deepEqual(Object.keys(tables), ['definitions.csv', 'long.csv', 'wide.csv']);
    assert.deepEqual(tables, csvFiles(path.join(alone, 'tables')));
    const [windows, linux] = [countBy(out, 'windows'), countBy(out, 'linux')];
    assert.ok(windows >= FIRST && linux > 0, `${windows} and ${linux}`);
    assert.equal(windows + linux, FILES, 'each file is settled once');
    assert.deepEqual(wine.running(), [], 'processes are left over');
    return `${windows} files by Windows, ${linux} by Linux, ${returnedBy(out, 'linux')} given back, tables with the bytes of one machine`;
  },
};

type Ends = readonly Promise<Ended>[];

/** Ends with an error if one of the processes ends before. */
async function reached(ends: Ends, what: string, isReached: () => boolean): Promise<void> {
  let early: Ended | null = null;
  for (const end of ends) void end.then((ended) => (early = ended));
  while (!isReached()) {
    if (early !== null) throw new Error(`before ${what}: ${JSON.stringify(early)}`);
    await pause(LOOK_EVERY);
  }
}

interface Line {
  readonly type?: string;
  readonly task?: number;
  readonly node?: string;
}

/** What the coordinator has written, without a line that it has just begun. */
function journalOf(out: string): readonly Line[] {
  const journal = path.join(out, 'journal.ndjson');
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Line);
}

const returnedBy = (out: string, node: string): number =>
  journalOf(out).filter((record) => record.type === 'requeued' && record.node === node).length;

/** How many files a node has settled. */
function countBy(out: string, node: string): number {
  const by = new Map<number | undefined, string | undefined>();
  let count = 0;
  for (const record of journalOf(out)) {
    if (record.type === 'admitted') by.set(record.task, record.node);
    if (record.type === 'settled' && by.get(record.task) === node) count += 1;
  }
  return count;
}
