import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { batchText, NATIVE, simulations, WAYS, withKiller } from './deadly-batch.ts';
import { processesWith, readTable, temporaryFolder, writeBatch } from './run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from './stand-in.ts';
import { startBallastWith } from './with-environment.ts';

const ON_LINUX = process.platform === 'linux';
if (!ON_LINUX) console.warn('skipped: processes are looked for in /proc');
/** Good files. */
const GOOD = 24;

/** Instructions for the killer, besides those in the names of files. */
function deaths(folder: string): {
  readonly variables: Record<string, string>;
  mark(...names: string[]): string;
} {
  return {
    variables: withKiller(folder),
    mark: (...names) => {
      const file = path.join(folder, ...names);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '');
      return file;
    },
  };
}

describe.runIf(HAS_COMPILER && ON_LINUX)('workers that die', () => {
  it('cost nothing but the files that kill them, whenever and however they die', async () => {
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
    const { code, stderr } = await startBallastWith(variables, ['run', batch]).ended;
    expect(code).toBe(1);
    expect(readdirSync(path.join(folder.path, 'at-start'))).toEqual([]);
    const rows = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    const bad = rows.filter(({ file }) => file?.startsWith('good') === false);
    expect(rows).toHaveLength(GOOD + 2 * WAYS.length + NATIVE.length);
    expect(rows.filter((row) => !bad.includes(row) && row.status !== 'succeeded')).toEqual([]);
    expect(bad.filter(({ status }) => status === 'succeeded')).toEqual([]);
    for (const { file } of bad) expect(stderr).toContain(file);
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('leave their words in a log of their own, and nothing is left of those that did well', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const { variables } = deaths(folder.path);
    await simulations(folder.path, 'good');
    await simulations(folder.path, 'die-write-abort');
    const batch = writeBatch(folder.path, batchText(library));
    expect((await startBallastWith(variables, ['run', batch]).ended).code).toBe(1);
    const out = path.join(folder.path, 'out');
    const lost = journal(out).filter(({ type }) => type === 'worker-lost');
    expect(lost.length).toBeGreaterThan(0);
    const logs = lost.map(({ log }) => path.join(out, String(log)));
    // Node prints a trace of its own before it aborts.
    for (const log of logs) expect(readFileSync(log, 'utf8')).toMatch(/node::Abort|Native stack trace/);
    const kept = readdirSync(path.dirname(logs[0] ?? out)).map((name) =>
      path.join(path.dirname(logs[0] ?? out), name),
    );
    expect(kept.sort()).toEqual(logs.sort());
  });

  it('take with them what they have started, also when it hides and does not listen', async () => {
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
    await eventually(() => processesWith(folder.path).length === 0);
    expect(processesWith(folder.path)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && ON_LINUX)('a coordinator that is killed', () => {
  it('takes its workers with it while they are in native calls, and all that they have started', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const { variables } = deaths(folder.path);
    await simulations(folder.path, 'sleeps', '--fault', 'sleep-load');
    await simulations(folder.path, 'spins', '--fault', 'spin-history');
    mkdirSync(path.join(folder.path, 'children'));
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallastWith(variables, ['run', batch]);
    const children = (): string[] => readdirSync(path.join(folder.path, 'children'));
    await eventually(() => children().length === 2 && hasReaper(child.pid ?? 0));
    // Two workers, the child of each, and the coordinator.
    expect(processesWith(folder.path).length).toBeGreaterThanOrEqual(5);
    child.kill('SIGKILL');
    await ended;
    await eventually(() => processesWith(folder.path).length === 0);
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('leaves none of its workers when it dies while they start', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await simulations(folder.path, 'sleeps', '--fault', 'sleep-load');
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallastWith({}, ['run', batch]);
    const out = path.join(folder.path, 'out');
    await eventually(() => existsSync(out) && journal(out).some(({ type }) => type === 'admitted'));
    child.kill('SIGKILL');
    await ended;
    await eventually(() => processesWith(folder.path).length === 0);
    expect(processesWith(folder.path)).toEqual([]);
  });
});

describe.runIf(HAS_COMPILER && ON_LINUX)('a signal that a terminal sends to a whole group', () => {
  it('does not reach workers: what runs is finished', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    const slow = [
      '--files',
      '8',
      '--min',
      '1MB',
      '--max',
      '1MB',
      '--fault',
      'slow-load',
      '--fault-argument',
      '400',
    ];
    await standInFiles(path.join(folder.path, 'sims'), slow);
    const batch = writeBatch(folder.path, batchText(library));
    const { child, ended } = startBallastWith({}, ['run', batch, '--workers', '1'], { detached: true });
    const out = path.join(folder.path, 'out');
    await eventually(() => existsSync(out) && journal(out).some(({ type }) => type === 'settled'));
    const [worker] = journal(out).flatMap(({ pid, type }) => (type === 'worker-started' ? [pid] : []));
    expect(groupOf(child.pid)).toBe(child.pid);
    expect(groupOf(worker)).toBe(worker);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect((await ended).code).toBe(130);
    const statuses = readTable(path.join(out, 'tables', 'wide.csv')).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['succeeded', 'not-run']));
  });
});

interface JournalLine {
  readonly type: string;
  readonly log?: string;
  readonly pid?: number;
}

/** Whole lines of a journal that may be growing. */
function journal(out: string): JournalLine[] {
  const file = path.join(out, 'journal.ndjson');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as JournalLine);
}

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

/** The process group of a process. */
function groupOf(pid: number | undefined): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[2]);
}

/** Waits until something holds; gives up after a minute, so that the test says what does not. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !holds(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
}
