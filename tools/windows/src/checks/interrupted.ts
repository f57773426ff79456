import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { column, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check } from './check.ts';
import { INTERRUPTED, pressed } from './pressed.ts';

const FILES = 5;

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
    const { wine } = place;
    const folder = emptyFolder(place, 'interrupted');
    const slow = ['--fault', 'slow-load', '--fault-argument', '2000'];
    const shape = ['--files', String(FILES), '--min', '100KB', '--max', '100KB'];
    await standInFiles(path.join(folder, 'sims'), ...shape, ...slow);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    const args = ['run', wine.pathOf(batch), '--no-history'];
    const ended = await pressed(place, { folder, out: path.join(folder, 'out'), args });
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
