import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, quoted, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { ballastWith } from '../support/with-environment.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder[Symbol.dispose]());

const batchText = (library: string): string => `version: 1
batch: planned
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { memory: 1500MiB }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: t, layout: wide, columns: [{ object: Line1, variable: "*", at: { end: A }, statistics: all }] }
`;

function command(...args: readonly string[]): Promise<Ended> {
  return ballastWith({ BALLAST_DATA_HOME: path.join(folder.path, 'data') }, args);
}

interface PlanJson {
  readonly known: { readonly memoryFiles: number; readonly computeFiles: number };
  readonly makespanSeconds: { readonly expected: number; readonly upper: number };
  readonly lowerBoundSeconds: number;
  readonly whatIf: readonly {
    readonly settings: Readonly<Record<string, string>>;
    readonly makespanSeconds: { readonly expected: number };
  }[];
}

async function planJson(...args: readonly string[]): Promise<PlanJson> {
  const { code, stdout, stderr } = await command('plan', ...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as PlanJson;
}

describe.runIf(HAS_COMPILER)('ballast plan', () => {
  it('reports that nothing is known, gives numbers nevertheless, and changes nothing', async () => {
    await standInFiles(path.join(folder.path, 'sims'), ['--files', '3', '--min', '1MB', '--max', '2MB']);
    const batch = writeBatch(folder.path, batchText('/nowhere/libOrcFxAPI.so'));
    const text = await command('plan', batch);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain('Nothing has been learned about such batches on this machine');
    expect(text.stdout).toMatch(/storage: its rate is not known and is ignored/);
    expect(text.stdout).toMatch(/Predicted makespan: \S+ m?s, with 90 % probability below \S+ m?s/);
    const plan = await planJson(batch);
    expect(plan.known).toMatchObject({ memoryFiles: 0, computeFiles: 0 });
    expect(plan.makespanSeconds.expected).toBeGreaterThan(plan.lowerBoundSeconds);
    expect(readdirSync(folder.path).sort()).toEqual(['batch.yml', 'sims']);
  });

  it('predicts other settings from a recorded batch', async () => {
    const sims = path.join(folder.path, 'sims');
    const size = ['--min', '2MB', '--max', '8MB', '--compute-passes', '150'];
    await standInFiles(sims, ['--files', '10', ...size]);
    const batch = writeBatch(folder.path, batchText(await standInLibrary()));
    expect((await command('run', batch, '--quiet')).code).toBe(0);
    const { known, whatIf } = await planJson(batch, '--what-if', 'workers=1,2,4');
    expect(known).toMatchObject({ memoryFiles: expect.any(Number), computeFiles: 10 });
    expect(whatIf.map(({ settings }) => settings.workers)).toEqual(['1', '2', '4']);
    const [one = 0, two = 0] = whatIf.map(({ makespanSeconds }) => makespanSeconds.expected);
    expect(one).toBeGreaterThanOrEqual(two);
    const fresh = await planJson(batch, '--no-history');
    expect(fresh.known.computeFiles).toBe(0);
    const table = await command('plan', batch, '--what-if', 'memory=1GiB,workers=1,2');
    expect(table.stdout).toMatch(/memory=1GiB, workers=1 .*\n.*memory=1GiB, workers=2 /);
  });
});

describe('ballast plan --what-if', () => {
  it('refuses a key that does not exist with a hint', async () => {
    const batch = writeBatch(folder.path, batchText('/nowhere/libOrcFxAPI.so'));
    const ended = await command('plan', batch, '--what-if', 'worker=2');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('WHAT_IF_INVALID');
    expect(ended.stderr).toContain('did you mean workers?');
    expect(existsSync(path.join(folder.path, 'out'))).toBe(false);
  });
});
