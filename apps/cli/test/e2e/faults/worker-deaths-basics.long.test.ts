import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { journalOf, recorded } from '../support/journal-of.ts';
import { processesWith, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, slowFiles, standInLibrary } from '../support/stand-in.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { batchText, deaths, simulations } from './deadly-batch.ts';

const ON_LINUX = process.platform === 'linux';
if (!ON_LINUX) console.warn('skipped: processes are looked for in /proc');

describe.runIf(HAS_COMPILER && ON_LINUX)('workers that die', () => {
  it('leave their output in a log of their own, and workers that succeed leave none', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const { variables } = deaths(folder.path);
    await simulations(folder.path, 'good');
    await simulations(folder.path, 'die-write-abort');
    const batch = writeBatch(folder.path, batchText(library));
    expect((await startBallastWith(variables, ['run', batch]).ended).code).toBe(1);
    const out = path.join(folder.path, 'out');
    const lost = journalOf(out).filter(({ type }) => type === 'worker-lost');
    expect(lost.length).toBeGreaterThan(0);
    const logs = lost.map(({ log }) => path.join(out, String(log)));
    // Node prints a trace of its own before it aborts.
    for (const log of logs) expect(readFileSync(log, 'utf8')).toMatch(/node::Abort|Native stack trace/);
    const kept = readdirSync(path.dirname(logs[0] ?? out)).map((name) =>
      path.join(path.dirname(logs[0] ?? out), name),
    );
    expect(kept.sort()).toEqual(logs.sort());
  });
});

describe.runIf(HAS_COMPILER && ON_LINUX)('a coordinator that is killed', () => {
  it('leaves none of its workers behind if it dies while they are starting', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await simulations(folder.path, 'sleeps', '--fault', 'sleep-load');
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallastWith({}, ['run', batch]);
    const out = path.join(folder.path, 'out');
    await recorded(out, 'admitted', 1);
    child.kill('SIGKILL');
    await ended;
    await until('no process left', () => processesWith(folder.path).length === 0);
    expect(processesWith(folder.path)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && ON_LINUX)('a signal that a terminal sends to a whole group', () => {
  it('does not reach workers: running attempts finish', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await slowFiles(path.join(folder.path, 'sims'), 24, 400);
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallastWith({}, ['run', batch, '--workers', '1'], { detached: true });
    const out = path.join(folder.path, 'out');
    await recorded(out, 'settled', 1);
    const [worker] = journalOf(out).flatMap(({ pid, type }) =>
      type === 'worker-started' ? [Number(pid)] : [],
    );
    expect(groupOf(child.pid)).toBe(child.pid);
    expect(groupOf(worker)).toBe(worker);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect((await ended).code).toBe(130);
    const statuses = readTable(path.join(out, 'tables', 'wide.csv')).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['succeeded', 'not-run']));
  });
});

/** The process group of a process. */
function groupOf(pid: number | undefined): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[2]);
}
