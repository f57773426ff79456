import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { ROOT, toolBin } from '../checkout.ts';
import { must } from '../process.ts';
import type { Check } from './check.ts';

/** Numbers that depend on the order of sums, on powers, logarithms and a transform. */
const BATCH = `version: 1
inputs: ./sims
channels: { RootMb1: "hypot(RootMxb1, RootMyb1)" }
tables:
  - { name: all, layout: long, columns: ["*"], statistics: [min, mean, max, std, p1, p99, { del: { m: [4, 10] } }, { damage: { curve: D, factor: 0.001 } }] }
  - { name: spectrum, kind: spectrum, columns: ["Root*"] }
  - { name: extreme, kind: extreme, methods: [gumbel-mle, weibull-pwm, gpd], columns: [TwrBsMyt, RootMb1] }
  - { name: rainflow, kind: rainflow, columns: [TwrBsMyt] }
`;

const COMMAND = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

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
    await must([
      process.execPath,
      toolBin('openfast-files'),
      '--out',
      sims,
      '--files',
      '3',
      '--rows',
      '2000',
    ]);
    const command = wine.pathOf(path.join(home, 'ballast-windows-x64', 'ballast.cmd'));
    const started = async (...args: readonly string[]): Promise<void> => {
      const ended = await wine.node(['-e', RUN, command, wine.pathOf(work), ...args]);
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    };
    await started('init', '--yes');
    await started('run');
    const first = readFileSync(path.join(work, 'ballast-out', 'tables', 'statistics.csv'), 'utf8');
    assert.equal(first.trim().split('\n').length, 4, 'a row for each of three files');
    writeFileSync(path.join(work, 'loads.yml'), BATCH);
    await started('run', 'loads.yml', '--out', 'windows');
    await must([process.execPath, COMMAND, 'run', 'loads.yml', '--out', 'linux'], { cwd: work });
    const tables = readdirSync(path.join(work, 'linux', 'tables'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(work, 'linux'), path.join(entry.parentPath, entry.name)));
    for (const name of tables) {
      const [here, there] = ['linux', 'windows'].map((place) => readFileSync(path.join(work, place, name)));
      assert.ok(
        here !== undefined && there !== undefined && here.equals(there),
        `${name} differs on Windows`,
      );
    }
    const size = (readFileSync(path.join(made, archive)).length / 1e6).toFixed(1);
    return `${archive} (${size} MB): init, run, and ${tables.length} tables of loads with the bytes of Linux`;
  },
};
