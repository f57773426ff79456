import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noServer, testServer } from '@ballast/fleet-nats/testing';
import { toolBin } from '../checkout.ts';
import { must } from '../process.ts';
import { ballastHere, ballastOnWindows, csvFiles, emptyFolder } from './both-systems.ts';
import type { Check } from './check.ts';

const FILES = 24;
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
  name: 'a node on Windows and one on Linux share a batch that Linux coordinates',
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
        `server: ${server.url}\nnode: ${node}\nroots: { here: ${JSON.stringify(root)} }\nsilence: 15s\n`,
      );
      return file;
    };
    const join = ['join', '--once', '--no-history', '--workers', '1', '--fleet'];
    const there = ballastOnWindows(place, [...join, wine.pathOf(fleetFile('windows', wine.pathOf(folder)))]);
    const out = path.join(folder, 'shared');
    const coordinated = ballastHere([
      ...['run', batch, '--out', out, '--no-history', '--fleet', fleetFile('desk', folder)],
    ]);
    const ends = Promise.race([there, coordinated]);
    await Promise.race([settledBy(out, 'windows', FIRST), ends]);
    const here = ballastHere([...join, fleetFile('linux', folder)]);
    const [coordinator, ...nodes] = await Promise.all([coordinated, there, here]);
    for (const ended of [coordinator, ...nodes]) assert.equal(ended.code, 0, ended.stdout + ended.stderr);

    const tables = csvFiles(path.join(out, 'tables'));
    assert.deepEqual(Object.keys(tables), ['long.csv', 'wide.csv']);
    assert.deepEqual(tables, csvFiles(path.join(alone, 'tables')));
    const [windows, linux] = ['windows', 'linux'].map((node) => countBy(out, node));
    assert.ok(windows !== undefined && windows >= FIRST && linux !== undefined, `${windows} and ${linux}`);
    assert.equal(windows + linux, FILES, 'each file is settled once');
    return `${windows} files by Windows, ${linux} by Linux, 2 tables with the bytes of one machine`;
  },
};

async function settledBy(out: string, node: string, count: number): Promise<void> {
  while (countBy(out, node) < count) await pause(200);
}

/** How many files a node has settled, as the journal of the coordinator has it. */
function countBy(out: string, node: string): number {
  const journal = path.join(out, 'journal.ndjson');
  if (!existsSync(journal)) return 0;
  const by = new Map<number, string>();
  let count = 0;
  for (const line of readFileSync(journal, 'utf8').split('\n').slice(0, -1)) {
    const record = JSON.parse(line) as { type?: string; task?: number; node?: string };
    if (record.type === 'admitted') by.set(record.task ?? -1, record.node ?? '');
    if (record.type === 'settled' && by.get(record.task ?? -1) === node) count += 1;
  }
  return count;
}
