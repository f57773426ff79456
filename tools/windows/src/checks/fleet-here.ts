import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noServer } from '@ballast/fleet-nats/testing';
import { emptyFolder, standInFiles } from './both-systems.ts';
import type { Check } from './check.ts';
import { countBy, journalOf } from './fleet-journal.ts';
import { INTERRUPTED, pressed } from './pressed.ts';
import { securedFleet } from './secured-fleet.ts';

const FILES = 14;

const BATCH = `version: 1
batch: here
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max, mean] }] }
`;

export const fleetHere: Check = {
  name: 'Ctrl-C ends a coordinator on Windows, and its own node finishes what it has',
  run: async (place) => {
    const reason = noServer();
    if (reason !== null) return `skipped: ${reason}`;
    const { wine } = place;
    const folder = emptyFolder(place, 'fleet-here');
    const slow = ['--fault', 'slow-load', '--fault-argument', '1000'];
    const shape = ['--files', String(FILES), '--min', '100KB', '--max', '100KB'];
    await standInFiles(path.join(folder, 'sims'), ...shape, ...slow);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    await using fleet = await securedFleet(folder);
    wine.mount('unc/nas/projects', folder);
    const out = path.join(folder, 'out');
    const desk = wine.pathOf(fleet.fileOf('coordinator', 'desk', '\\\\nas\\projects'));
    // As from a machine that has the folder as a share: the output folder is below one of the roots.
    const run = ['run', '\\\\nas\\projects\\batch.yml', '--no-history'];
    const args = [...run, '--fleet', desk, '--here', '--workers', '1'];
    const ended = await pressed(place, { folder, out, args });
    assert.equal(ended.code, INTERRUPTED, ended.stdout + ended.stderr);
    assert.deepEqual(wine.running(), [], 'processes are left over');
    const [own = ''] = journalOf(out).flatMap(({ type, node }) => (type === 'settled' && node ? [node] : []));
    const before = countBy(out, own);
    assert.ok(before >= 1 && before < FILES, `${before} by ${own}`);
    // A process that is killed has no time for its last record.
    const nodes = path.join(out, '.ballast', 'nodes');
    const [record = ''] = readdirSync(nodes).filter((name) => name.startsWith(own));
    const last = readFileSync(path.join(nodes, record), 'utf8').trimEnd().split('\n').at(-1) ?? '';
    assert.match(last, /"type":"ended"/);
    return `exit code ${INTERRUPTED}, ${before} of ${FILES} files by the own node, which ended by itself`;
  },
};
