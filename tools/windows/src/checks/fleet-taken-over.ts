import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noServer } from '@ballast/fleet-nats/testing';
import { ballastHere, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check } from './check.ts';
import { countBy, journalOf } from './fleet-journal.ts';
import { INTERRUPTED, pressed } from './pressed.ts';
import { securedFleet } from './secured-fleet.ts';

const FILES = 16;
const SHARE = '\\\\nas\\projects';

const BATCH = `version: 1
batch: taken-over
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [min, max, mean] }] }
`;

export const fleetTakenOver: Check = {
  name: 'a coordinator on Linux takes over the board of one on Windows, with a node on Linux and OrcaFlex on both',
  run: async (place) => {
    const reason = noServer();
    if (reason !== null) return `skipped: ${reason}`;
    const folder = emptyFolder(place, 'taken-over');
    const slow = ['--fault', 'slow-load', '--fault-argument', '700'];
    const shape = ['--files', String(FILES), '--min', '100KB', '--max', '100KB'];
    await standInFiles(path.join(folder, 'sims'), ...shape, ...slow);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    const alone = path.join(folder, 'alone');
    const single = await ballastHere(['run', batch, '--out', alone, '--no-history']);
    assert.equal(single.code, 0, single.stderr);
    await using fleet = await securedFleet(folder);
    place.wine.mount('unc/nas/projects', folder);
    const out = path.join(folder, 'out');
    const desk = place.wine.pathOf(fleet.fileOf('coordinator', 'desk', SHARE));
    // Its own node leaves with it, and what that has not begun is left.
    const run = ['run', `${SHARE}\\batch.yml`, '--no-history', '--fleet', desk, '--here', '--workers', '1'];
    const stopped = await pressed(place, { folder, out, args: run });
    assert.equal(stopped.code, INTERRUPTED, stopped.stdout + stopped.stderr);

    const join = ['join', '--once', '--no-history', '--workers', '1', '--fleet'];
    const node = ballastHere([...join, fleet.fileOf('node', 'linux', folder)]);
    const other = fleet.fileOf('coordinator', 'other', folder);
    const resumed = await ballastHere(['resume', out, '--no-history', '--fleet', other]);
    assert.equal(resumed.code, 0, resumed.stdout + resumed.stderr);
    assert.match(resumed.stderr, /continues the board/);
    const joined = await node;
    assert.equal(joined.code, 0, joined.stderr);
    assert.match(joined.stderr, /the same values as on desk-here/);

    const tables = csvFiles(path.join(out, 'tables'));
    assert.deepEqual(tables, csvFiles(path.join(alone, 'tables')));
    assert.ok(!readdirSync(out).some((name) => name.startsWith('earlier')), 'it began again');
    const settled = journalOf(out).filter(({ type }) => type === 'settled').length;
    const linux = countBy(out, 'linux');
    assert.equal(settled, FILES, 'each file is settled once');
    assert.ok(linux > 0 && linux < FILES, String(linux));
    return `${FILES - linux} files by Windows, ${linux} by Linux, on one board with two coordinators; tables with the bytes of one machine`;
  },
};
