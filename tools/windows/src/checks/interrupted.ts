import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NATIVE } from '../checkout.ts';
import { column, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check } from './check.ts';

const FILES = 5;
const INTERRUPTED = 130;

const BATCH = `version: 1
batch: interrupted
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1 }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

export const interrupted: Check = {
  name: 'Ctrl-C lets running files finish, keeps finished files and leaves no process',
  run: async (place) => {
    const { wine, installed } = place;
    const folder = emptyFolder(place, 'interrupted');
    const slow = ['--fault', 'slow-load', '--fault-argument', '2000'];
    const shape = ['--files', String(FILES), '--min', '100KB', '--max', '100KB'];
    await standInFiles(path.join(folder, 'sims'), ...shape, ...slow);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    const presser = path.join(folder, 'interrupt.mjs');
    copyFileSync(path.join(NATIVE, 'interrupt.mjs'), presser);
    const journal = wine.pathOf(path.join(folder, 'out', 'journal.ndjson'));
    const modules = wine.pathOf(path.join(installed.root, 'package.json'));
    const command = [wine.pathOf(installed.bin), 'run', wine.pathOf(batch), '--no-history'];
    const ended = await wine.node([wine.pathOf(presser), journal, modules, ...command]);
    assert.equal(ended.code, INTERRUPTED, ended.stderr);
    assert.deepEqual(wine.running(), [], 'processes are left over');
    const table = csvFiles(path.join(folder, 'out', 'tables'))['wide.csv'] ?? '';
    const statuses = column(table, 'status');
    const succeeded = statuses.filter((status) => status === 'succeeded').length;
    assert.equal(statuses.length, FILES);
    assert.ok(succeeded >= 1 && succeeded < FILES, table);
    assert.ok(!statuses.includes('worker-lost'), table);
    return `exit code ${INTERRUPTED}, ${succeeded} of ${FILES} rows succeeded, the others are ${statuses.at(-1)}`;
  },
};
