import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { toolBin } from '../checkout.ts';
import { must } from '../process.ts';
import type { Check } from './check.ts';

const BATCH = `inputs: ./sims
tables:
  - { name: all, layout: long, columns: ["*"], statistics: [min, mean, max] }
`;

/** Starts a command in a folder with nothing of Node in PATH. */
const RUN = `const { spawnSync } = require('node:child_process');
const [command, cwd, ...args] = process.argv.slice(1);
const env = { ...process.env, PATH: 'C:\\\\windows\\\\system32;C:\\\\windows', Path: undefined };
const run = spawnSync('cmd.exe', ['/d', '/c', command, ...args], { cwd, env, encoding: 'utf8' });
process.stdout.write(run.stdout + run.stderr);
process.exitCode = run.status ?? 1;`;

export const archiveWithoutNode: Check = {
  name: 'the archive with Node inside runs a batch on a machine without Node',
  run: async ({ wine, scratch }) => {
    const made = path.join(scratch, 'release');
    await must([process.execPath, toolBin('release'), '--out', made, '--only', 'windows']);
    const [archive = ''] = readdirSync(made).filter((name) => name.startsWith('ballast-windows'));
    const home = path.join(wine.drive, 'portable');
    rmSync(home, { recursive: true, force: true });
    for (const [name, data] of Object.entries(unzipSync(readFileSync(path.join(made, archive))))) {
      const place = path.join(home, name);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, data);
    }
    const work = path.join(home, 'work');
    const sims = path.join(work, 'sims');
    await must([process.execPath, toolBin('openfast-files'), '--out', sims, '--files', '3', '--rows', '500']);
    writeFileSync(path.join(work, 'ballast.yml'), BATCH);
    const command = wine.pathOf(path.join(home, 'ballast-windows-x64', 'ballast.cmd'));
    const ended = await wine.node(['-e', RUN, command, wine.pathOf(work), 'run']);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const table = readFileSync(path.join(work, 'ballast-out', 'tables', 'all.csv'), 'utf8');
    const size = (readFileSync(path.join(made, archive)).length / 1e6).toFixed(1);
    return `${archive} (${size} MB): ${table.trim().split('\n').length - 1} rows of 3 files`;
  },
};
