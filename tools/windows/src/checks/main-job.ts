import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ballastHere, ballastOnWindows, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check, Place } from './check.ts';

const FILES = 40;
const KEY = 'HKLM\\Software\\Orcina\\OrcaFlex\\Installation Directory';

const BATCH = `version: 1
batch: main-job
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
tables:
  - name: all
    layout: long
    columns:
      - { object: Vessel1, variable: X, statistics: all }
      - { object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }
      - { object: Line1, variable: Bend Moment, at: { arclength: 12.5 }, statistics: all }
      - { object: Line2, variable: Effective Tension, at: { end: B }, statistics: all, period: [20, 60] }
  - name: wide
    layout: wide
    columns:
      - { object: Vessel1, variable: Z, statistics: [min, max, mean, std] }
      - { object: Line1, variable: Curvature, at: { end: B }, statistics: [max] }
`;

/** An installation like that of the vendor's installer, with the stand-in as its library. */
export async function installStandIn({ wine, installed }: Place): Promise<void> {
  const root = path.join(wine.drive, 'Program Files (x86)', 'Orcina', 'OrcaFlex', '11.3');
  const library = path.join(root, 'OrcFxAPI', 'Win64', 'OrcFxAPI.dll');
  mkdirSync(path.dirname(library), { recursive: true });
  copyFileSync(installed.library, library);
  await wine.setRegistry(KEY, 'Normal', { data: wine.pathOf(root) });
}

export const mainJob: Check = {
  name: 'a batch with the library that the registry names produces the tables of Linux',
  run: async (place) => {
    const folder = emptyFolder(place, 'main-job');
    const size = ['--min', '200KB', '--max', '2MB', '--seed', '7'];
    await standInFiles(path.join(folder, 'sims'), '--files', String(FILES), ...size);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    const here = await ballastHere(['run', batch, '--out', path.join(folder, 'here'), '--no-history']);
    assert.equal(here.code, 0, here.stderr);
    await installStandIn(place);
    const out = place.wine.pathOf(path.join(folder, 'windows'));
    const args = ['run', place.wine.pathOf(batch), '--out', out, '--no-history'];
    const there = await ballastOnWindows(place, args);
    assert.equal(there.code, 0, there.stderr);
    const tables = csvFiles(path.join(folder, 'windows', 'tables'));
    assert.deepEqual(tables, csvFiles(path.join(folder, 'here', 'tables')));
    const bytes = Object.values(tables).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    return `${FILES} files, ${Object.keys(tables).length} tables, ${bytes} bytes, all equal`;
  },
};
