import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/result/experiment.ts';
import { parseMarkup } from '../support/parse-markup.ts';
import { bench, temporaryFolder } from './run-bench.ts';

const HAS_COMPILER =
  process.platform === 'linux' && spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0;
if (!HAS_COMPILER) console.warn('skipped: no C compiler to build the emulated disk');

const TINY = ['--scale', '0.001', '--files', '3', '--repeats', '2', '--seed', '7', '--drop', 'files'];

describe('the bench', () => {
  it('measures contenders that do the same, and writes a result and a report', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'result.json');
    const contenders = ['--contenders', 'auto,fixed-2,pool,yardstick', '--case', 'small openfast cold'];
    const ended = await bench(['sweep', ...TINY, ...contenders, '--data', folder.path, '--out', out]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('seed 7');
    const { cases, machine, seed } = JSON.parse(readFileSync(out, 'utf8')) as Experiment;
    const [result] = cases;
    expect(seed).toBe(7);
    expect(machine.cores).toBeGreaterThan(0);
    expect(result?.conditions.map(({ condition }) => condition)).toEqual(['page cache cold']);
    expect(result?.runs.map(({ problem }) => problem)).toEqual(Array(8).fill(null));
    const digests = result?.runs.flatMap(({ cells }) => cells ?? []) ?? [];
    expect([digests.length, new Set(digests).size]).toEqual([6, 1]);
    for (const { contender, repeat, tasks, attempts, trace } of result?.runs ?? []) {
      expect(tasks).toBe(3);
      if (contender !== 'yardstick') expect(attempts).toBe(3);
      if (contender === 'auto') expect(trace === null).toBe(repeat > 0);
    }
    const page = readFileSync(path.join(folder.path, 'result.html'), 'utf8');
    expect(parseMarkup(page).filter(({ name }) => name === 'svg').length).toBeGreaterThanOrEqual(3);
  });

  it.runIf(process.platform === 'linux')('measures the memory of a whole process tree', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'result.json');
    const contenders = ['--contenders', 'first-4,pool', '--case', 'small openfast warm', '--repeats', '1'];
    const ended = await bench(['peers', ...TINY, ...contenders, '--data', folder.path, '--out', out]);
    expect(ended.code, ended.stderr).toBe(0);
    const { cases } = JSON.parse(readFileSync(out, 'utf8')) as Experiment;
    const four = cases[0]?.runs.find(({ contender }) => contender === 'first-4');
    expect(four?.memory?.mostProcesses).toBe(5);
    expect(four?.memory?.highWater).toBeGreaterThan(50e6);
    expect(four?.cpu).toBeGreaterThan(0);
    expect(four?.read).toBeGreaterThan(3 * 300_000);
  });

  it('guards against a slower build: measured twice, compared', async () => {
    using folder = temporaryFolder();
    const words = ['--case', 'small openfast warm', '--data', folder.path];
    const [older, newer] = ['older.json', 'newer.json'].map((name) => path.join(folder.path, name));
    if (older === undefined || newer === undefined) throw new Error('two were named');
    const first = await bench(['guard', ...TINY, ...words, '--out', older]);
    // Far more than the scatter of any machine: this tests that times count, not the machine.
    const second = await bench(['guard', ...TINY, ...words, '--out', newer, '--plant', 'auto=50']);
    expect([first.code, second.code], second.stderr).toEqual([0, 0]);
    const { cases } = JSON.parse(readFileSync(older, 'utf8')) as Experiment;
    expect(cases[0]?.measure).toBe('wall');
    expect(cases[0]?.contenders.map(({ name }) => name)).toEqual([
      'auto',
      'auto-again',
      'yardstick',
      'yardstick-again',
    ]);
    const [slower, same] = await Promise.all([
      bench(['compare', older, newer]),
      bench(['compare', older, older]),
    ]);
    expect(slower.code).toBe(1);
    expect(slower.stdout).toMatch(/yardstick shows how fast the machine was/);
    expect(same.code).toBe(0);
  });

  it('shows how to install a missing peer, and measures without it', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'result.json');
    const contenders = ['--contenders', 'pool,parallel-cores,python-30', '--case', 'small openfast warm'];
    const nothingInstalled = { ...process.env, PATH: folder.path, Path: folder.path };
    const ended = await bench(
      ['peers', ...TINY, ...contenders, '--data', folder.path, '--out', out],
      nothingInstalled,
    );
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toContain('GNU parallel is not installed. To add it: apt-get install parallel');
    expect(ended.stdout).toContain('Python 3 is not installed. To add it: apt-get install python3');
    expect(ended.stdout).toMatch(/\| pool +\|/);
  });

  it.runIf(HAS_COMPILER)('reads files from an emulated disk, each byte once per run', async () => {
    using folder = temporaryFolder();
    const out = path.join(folder.path, 'result.json');
    const words = [
      '--contenders',
      'auto,yardstick',
      '--repeats',
      '1',
      '--case',
      'small openfast disk=1MB/40ms',
    ];
    const ended = await bench(['sweep', ...TINY, ...words, '--data', folder.path, '--out', out]);
    expect(ended.code, ended.stderr).toBe(0);
    const [result] = (JSON.parse(readFileSync(out, 'utf8')) as Experiment).cases;
    expect(result?.conditions.at(-1)).toMatchObject({
      condition: 'storage emulated: 1.00 MB a second, 40 ms from one file to another',
      inForce: true,
    });
    const [auto, yardstick] = ['auto', 'yardstick'].map((name) =>
      result?.runs.find(({ contender }) => contender === name),
    );
    const bytes = result?.bytes ?? Number.NaN;
    expect([auto?.problem, yardstick?.problem]).toEqual([null, null]);
    expect(auto?.fetched).toBeGreaterThan(0.5 * bytes);
    expect(auto?.fetched).toBeLessThanOrEqual(bytes);
    expect(yardstick?.fetched).toBe(bytes);
    // A lower bound: one move of the arm for each file.
    expect(yardstick?.wall).toBeGreaterThan(bytes / 1e6 + 3 * 0.04);
  });
});
