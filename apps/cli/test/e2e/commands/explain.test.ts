import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recorded } from '../support/journal-of.ts';
import { ballast, quoted, startBallast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';

const batchText = (library: string): string => `version: 1
batch: explained
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { workers: 1, retries: { workerLost: 1, workerLostAlone: 0 } }
orcaflex: { library: ${quoted(library)} }
tables:
  - name: t
    layout: wide
    columns: [{ object: Vessel1, variable: X, statistics: [max] }]
`;

interface Explained {
  readonly state: string;
  readonly heldBytes: number;
  readonly files: readonly {
    readonly file: string;
    readonly status: string;
    readonly waitingOn: { readonly kind: string } | null;
    readonly attempts: readonly {
      readonly reservedAtStartBytes: number;
      readonly expectedBytes: number;
      readonly highWaterBytes: number | null;
      readonly phases: readonly { readonly phase: string; readonly seconds: number }[];
      readonly cause: string | null;
    }[];
  }[];
}

async function explained(...args: readonly string[]): Promise<Explained> {
  const ended = await ballast(['explain', ...args, '--json']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Explained;
}

const SMALL = ['--files', '1', '--min', '1MB'];
const SLOW = ['--fault', 'slow-load', '--fault-argument', '60000'];

describe.runIf(HAS_COMPILER)('ballast explain', () => {
  it('shows everything except plain successes, and the attempts of one file with memory, worker and phases', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    await standInFiles(sims, [...SMALL, '--prefix', 'good']);
    await standInFiles(sims, [...SMALL, '--prefix', 'crash', '--fault', 'segfault-load']);
    writeFileSync(path.join(sims, 'other.sim'), 'no simulation');
    const batch = writeBatch(folder.path, batchText(library));
    expect((await ballast(['run', batch, '--no-history'])).code).toBe(1);
    const out = path.join(folder.path, 'out');

    const summary = await ballast(['explain', out]);
    expect(summary).toMatchObject({ code: 0, stderr: '' });
    expect(summary.stdout).toContain('explained has ended; 3 files');
    expect(summary.stdout).toContain('1 succeeded on the first attempt');
    expect(summary.stdout).toMatch(
      /1 file: worker-lost\n {2}crash.*attempt 2: .*(?:segmentation fault|access violation)/,
    );
    expect(summary.stdout).toMatch(
      /1 file: wrong-format\n {2}other\.sim: .*does not begin like an OrcaFlex file/,
    );
    expect(summary.stdout).not.toContain('good_');

    const all = await ballast(['explain', out, '--all']);
    expect(all.stdout).toMatch(/^1 file is not in the format of the reader:\n {2}other\.sim: /m);
    expect(all.stdout).toMatch(/^1 file lost the worker process:\n {2}crash/m);
    const speed = await ballast(['explain', out, '--speed']);
    expect(speed.stdout).toMatch(/models {3}median error|nothing is known/);

    const crash = await ballast(['explain', out, 'crash']);
    expect(crash.stdout).toMatch(/attempt 1 on worker \d+, process \d+/);
    expect(crash.stdout).toMatch(/ended .*queued for a retry: its worker was lost/);
    expect(crash.stdout).toMatch(/attempt 2 on worker \d+/);

    const [good] = (await explained(out, 'good')).files;
    expect(good?.status).toBe('succeeded');
    const [attempt] = good?.attempts ?? [];
    expect(attempt?.expectedBytes).toBeGreaterThan(0);
    expect(attempt?.reservedAtStartBytes).toBeGreaterThanOrEqual(attempt?.expectedBytes ?? 0);
    expect(attempt?.highWaterBytes).toBeGreaterThan(0);
    expect(attempt?.phases.map(({ phase }) => phase)).toContain('computing');
    expect((await explained(out, 'crash')).files[0]?.attempts.map(({ cause }) => cause)).toEqual([
      'worker-lost',
      null,
    ]);
  });

  it('shows what a running batch is doing, and what a killed one left behind', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    await standInFiles(sims, ['--files', '1', '--min', '4MB', '--prefix', 'slow', ...SLOW]);
    await standInFiles(sims, ['--files', '2', '--min', '1MB', '--prefix', 'next']);
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallast(['run', batch, '--no-history']);
    const out = path.join(folder.path, 'out');
    await recorded(out, 'worker-started', 1);
    const running = await explained(out);
    expect(running.state).toBe('running');
    expect(running.heldBytes).toBeGreaterThan(0);
    expect(running.files.map(({ status, waitingOn }) => [status, waitingOn?.kind ?? null])).toEqual([
      ['waiting', 'limit'],
      ['waiting', 'limit'],
      ['in-flight', null],
    ]);
    const text = (await ballast(['explain', out])).stdout;
    expect(text).toMatch(/explained is running; 3 files/);
    expect(text).toMatch(/1 file: in flight\n {2}slow.*in flight: loading on worker 1/);
    expect(text).toMatch(
      /2 files: queued\n {2}next.* and 1 more; the first in the queue: 1 task is in flight, and the limit is 1/,
    );

    child.kill('SIGKILL');
    await ended;
    expect((await ballast(['explain', out])).stdout).toMatch(/explained was interrupted.*ballast resume/);
    expect((await ballast(['explain', out, 'slow'])).stdout).toMatch(/ended +not yet/);
  });

  it('shows the rules for retries, of a batch or by default', async () => {
    using folder = temporaryFolder();
    const defaults = await ballast(['explain', 'policy']);
    expect(defaults.stdout).toMatch(/retries\.workerLost +1 retry /);
    const batch = writeBatch(folder.path, batchText('./none.so').replace('workerLost: 1', 'workerLost: 4'));
    const own = await ballast(['explain', 'policy', batch]);
    expect(own.stdout).toMatch(/retries\.workerLost +4 retries/);
    const json = JSON.parse((await ballast(['explain', 'policy', batch, '--json'])).stdout) as {
      readonly rules: readonly { readonly key: string; readonly value: number }[];
    };
    expect(json.rules).toContainEqual({ key: 'resources.retries.workerLostAlone', value: 0 });
  });

  it('reports that a folder has no journal', async () => {
    using folder = temporaryFolder();
    const ended = await ballast(['explain', folder.path]);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('EXPLAIN_NO_JOURNAL');
  });
});
