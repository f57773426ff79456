import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ballastHere, ballastOnWindows, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check } from './check.ts';
import { type Ends, journalOf, reached } from './fleet-journal.ts';
import { INTERRUPTED, pressed } from './pressed.ts';

const FILES = 12;
const SHARE = '\\\\nas\\projects';

const BATCH = `version: 1
batch: elsewhere
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1 }
tables:
  - { name: wide, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [min, max, mean] }] }
  - { name: long, layout: long, columns: [{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }] }
`;

export const resumeElsewhere: Check = {
  name: 'a batch that was interrupted on Windows is resumed on Linux, and one of Linux on Windows',
  run: async (place) => {
    const folder = emptyFolder(place, 'elsewhere');
    const slow = ['--fault', 'slow-load', '--fault-argument', '700'];
    const shape = ['--files', String(FILES), '--min', '100KB', '--max', '100KB'];
    await standInFiles(path.join(folder, 'sims'), ...shape, ...slow);
    const batch = path.join(folder, 'batch.yml');
    writeFileSync(batch, BATCH);
    place.wine.mount('unc/nas/projects', folder);
    const alone = path.join(folder, 'alone');
    const single = await ballastHere(['run', batch, '--out', alone, '--no-history']);
    assert.equal(single.code, 0, single.stderr);
    const wanted = csvFiles(path.join(alone, 'tables'));

    const [there, back] = [path.join(folder, 'there'), path.join(folder, 'back')];
    const run = ['run', `${SHARE}\\batch.yml`, '--out', `${SHARE}\\there`, '--no-history'];
    const stopped = await pressed(place, { folder, out: there, args: run });
    assert.equal(stopped.code, INTERRUPTED, stopped.stdout + stopped.stderr);
    const first = settledIn(there);
    const resumed = await ballastHere(['resume', there, '--no-history']);
    assert.equal(resumed.code, 0, resumed.stdout + resumed.stderr);

    await stoppedHere(batch, back);
    const second = settledIn(back);
    const resumedThere = await ballastOnWindows(place, ['resume', `${SHARE}\\back`, '--no-history']);
    assert.equal(resumedThere.code, 0, resumedThere.stdout + resumedThere.stderr);
    for (const out of [there, back]) {
      assert.deepEqual(csvFiles(path.join(out, 'tables')), wanted);
      assert.equal(settledIn(out), FILES, 'each file is done once');
      assert.ok(!readdirSync(out).some((name) => name.startsWith('earlier')), 'it began again');
    }
    const before = `${first} of ${FILES} files by Windows, ${second} by Linux`;
    return `${before}, the rest by the other one; tables with the bytes of one machine`;
  },
};

async function stoppedHere(batch: string, out: string): Promise<void> {
  let pid = 0;
  const running = ballastHere(['run', batch, '--out', out, '--no-history'], {
    onStart: (child) => (pid = child.pid ?? 0),
  });
  const ends: Ends = [running];
  await reached(ends, 'a settled file', () => settledIn(out) > 0);
  process.kill(pid, 'SIGINT');
  const { code, stderr } = await running;
  assert.equal(code, INTERRUPTED, stderr);
}

const settledIn = (out: string): number =>
  journalOf(out).filter((record) => record.type === 'settled' && record.outcome?.kind === 'succeeded').length;
