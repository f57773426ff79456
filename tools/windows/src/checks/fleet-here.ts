import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noServer } from '@ballast/fleet-nats/testing';
import { NATIVE } from '../checkout.ts';
import { emptyFolder, standInFiles } from './both-systems.ts';
import type { Check, Place } from './check.ts';
import { countBy, journalOf } from './fleet-journal.ts';
import { securedFleet } from './secured-fleet.ts';

const FILES = 14;
const INTERRUPTED = 130;

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
    await interrupted(place, { folder, out, more: ['--fleet', desk, '--here', '--workers', '1'] });
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

interface Interrupted {
  readonly folder: string;
  readonly out: string;
  readonly more: readonly string[];
}

async function interrupted({ wine, installed }: Place, { folder, out, more }: Interrupted): Promise<void> {
  const presser = path.join(folder, 'interrupt.mjs');
  copyFileSync(path.join(NATIVE, 'interrupt.mjs'), presser);
  const journal = wine.pathOf(path.join(out, 'journal.ndjson'));
  const modules = wine.pathOf(path.join(installed.root, 'package.json'));
  // As from a machine that has the folder as a share: the output folder is below one of the roots.
  const batch = '\\\\nas\\projects\\batch.yml';
  const command = [wine.pathOf(installed.bin), 'run', batch, '--no-history', ...more];
  const ended = await wine.node([wine.pathOf(presser), journal, modules, ...command]);
  assert.equal(ended.code, INTERRUPTED, ended.stdout + ended.stderr);
}
