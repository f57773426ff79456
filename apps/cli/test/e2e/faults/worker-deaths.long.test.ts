import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, processesWith, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { batchText, deaths, NATIVE, simulations, WAYS } from './deadly-batch.ts';

const ON_LINUX = process.platform === 'linux';
if (!ON_LINUX) console.warn('skipped: processes are looked for in /proc');
/** Ten looks of the coordinator, in milliseconds. */
const SEEN = 5000;
/** Good files. */
const GOOD = 24;

describe.runIf(HAS_COMPILER && ON_LINUX)('workers that die', () => {
  it('affect only the files that kill them, whenever and however they die', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const { variables, mark } = deaths(folder.path);
    const many = ['--files', String(GOOD), '--min', '100KB', '--max', '400KB', '--prefix', 'good'];
    await standInFiles(path.join(folder.path, 'sims'), many);
    for (const moment of ['load', 'write']) {
      for (const way of WAYS) await simulations(folder.path, `die-${moment}-${way}`);
    }
    for (const fault of NATIVE) await simulations(folder.path, `native-${fault}`, '--fault', fault);
    mark('at-start', 'exit-1');
    mark('at-start', 'segfault-2');
    mark('at-end', 'abort');
    const batch = writeBatch(folder.path, batchText(library));
    const { code } = await startBallastWith(variables, ['run', batch]).ended;
    expect(code).toBe(1);
    expect(readdirSync(path.join(folder.path, 'at-start'))).toEqual([]);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    const bad = rows.filter(({ file }) => file?.startsWith('good') === false);
    expect(rows).toHaveLength(GOOD + 2 * WAYS.length + NATIVE.length);
    expect(rows.filter((row) => !bad.includes(row) && row.status !== 'succeeded')).toEqual([]);
    expect(bad.filter(({ status }) => status === 'succeeded')).toEqual([]);
    const { stdout } = await ballast(['explain', path.join(folder.path, 'out'), '--all']);
    for (const { file } of bad) expect(stdout).toContain(file);
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('take their child processes with them, even those that leave the process group and ignore signals', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const { variables, mark } = deaths(folder.path);
    await simulations(folder.path, 'good');
    await simulations(folder.path, 'spin', '--fault', 'spin-load');
    await simulations(folder.path, 'native', '--fault', 'segfault-load');
    mkdirSync(path.join(folder.path, 'children'));
    mark('at-end', 'exit');
    const batch = writeBatch(folder.path, batchText(library).replace('10min', '2s'));
    expect((await startBallastWith(variables, ['run', batch]).ended).code).toBe(1);
    const children = readdirSync(path.join(folder.path, 'children')).map(Number);
    expect(children.length).toBeGreaterThanOrEqual(2);
    await until('no process left', () => processesWith(folder.path).length === 0);
    expect(processesWith(folder.path)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && ON_LINUX)('a coordinator that is killed', () => {
  it('takes its workers with it while they are in native calls, together with all their child processes', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const { variables } = deaths(folder.path);
    await simulations(folder.path, 'sleeps', '--fault', 'sleep-load');
    await simulations(folder.path, 'spins', '--fault', 'spin-history');
    mkdirSync(path.join(folder.path, 'children'));
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallastWith(variables, ['run', batch, '--no-check']);
    const children = (): string[] => readdirSync(path.join(folder.path, 'children'));
    await until('both children', () => children().length === 2 && hasReaper(child.pid ?? 0));
    // The coordinator looks for new child processes twice a second; a child that it has not seen yet is not the reaper's.
    await new Promise((resolve) => setTimeout(resolve, SEEN));
    // Two workers, the child of each, and the coordinator.
    expect(processesWith(folder.path).length).toBeGreaterThanOrEqual(5);
    child.kill('SIGKILL');
    await ended;
    await until('no process left', () => processesWith(folder.path).length === 0);
    expect(processesWith(folder.path)).toEqual([]);
  });
});

/** Whether a process has started a reaper for what its workers started. */
function hasReaper(parent: number): boolean {
  const status = (pid: number): string => readFileSync(`/proc/${pid}/status`, 'utf8');
  return processesWith('reaper-program').some((pid) => {
    try {
      return new RegExp(`^PPid:\\t${parent}$`, 'm').test(status(pid));
    } catch {
      return false;
    }
  });
}
