import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { followPage, openedAt } from '@ballast/dashboard/testing';
import { readJournal } from '@ballast/scheduler/journal';
import { quietFiles } from '../each/quiet-files.ts';
import { BALLAST } from '../stand-in.ts';
import { median } from '../statistics/median.ts';

export interface ViewersOptions {
  /** Commands of a quarter of a second. */
  readonly tasks: number;
  readonly rounds: number;
}

/** Of all rounds with one number of viewers; null viewers: without a dashboard. */
export interface ViewersFigure {
  readonly viewers: number | null;
  /** Processor time of the coordinator in seconds, of each round; NaN if the system does not report it. */
  readonly coordinator: readonly number[];
  readonly median: number;
  /** Seconds from the journal's record of a settlement until a viewer has it: of all viewers and files. */
  readonly visible: { readonly median: number; readonly p95: number; readonly largest: number } | null;
}

const VIEWERS: readonly (number | null)[] = [null, 1, 3, 8];
/** How often processor time is read, in milliseconds. */
const LOOK = 50;

/** What those who look at a running batch cost its coordinator, and how late they see a file that has settled. */
export async function measureViewers({ tasks, rounds }: ViewersOptions): Promise<readonly ViewersFigure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    quietFiles(path.join(folder, 'in'), tasks);
    const runs = new Map(VIEWERS.map((viewers) => [viewers, [] as OneRun[]]));
    for (let round = 0; round < rounds; round += 1) {
      for (const viewers of round % 2 === 0 ? VIEWERS : VIEWERS.toReversed()) {
        runs.get(viewers)?.push(await oneRun({ folder, viewers, tasks }));
      }
    }
    return VIEWERS.map((viewers) => figure(viewers, runs.get(viewers) ?? []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figure(viewers: number | null, runs: readonly OneRun[]): ViewersFigure {
  const coordinator = runs.map(({ processor }) => processor);
  const delays = runs.flatMap((run) => run.delays).sort((a, b) => a - b);
  const at = (share: number): number => delays[Math.floor(share * (delays.length - 1))] ?? Number.NaN;
  return {
    viewers,
    coordinator,
    median: median(coordinator),
    visible: delays.length === 0 ? null : { median: at(0.5), p95: at(0.95), largest: at(1) },
  };
}

interface OneRun {
  readonly processor: number;
  readonly delays: readonly number[];
}

interface Order {
  readonly folder: string;
  readonly viewers: number | null;
  readonly tasks: number;
}

async function oneRun({ folder, viewers, tasks }: Order): Promise<OneRun> {
  const out = path.join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const flags = ['--out', out, '--no-history', '--no-html', ...(viewers === null ? [] : ['--dashboard'])];
  const args = [BALLAST, 'each', path.join(folder, 'in'), ...flags, '--', 'sleep', '0.25'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let processor = Number.NaN;
  const look = setInterval(() => {
    processor = processorTime(child.pid) ?? processor;
  }, LOOK);
  try {
    const watching = viewers === null ? [] : await follow(await openedAt(child), viewers);
    const code = await ended;
    for (const viewer of watching) viewer.close();
    if (code !== 0) throw new Error(`the batch ended with ${code}`);
    return { processor, delays: delaysOf(out, watching, tasks) };
  } finally {
    clearInterval(look);
    child.kill('SIGKILL');
  }
}

/** Somebody who looks at a batch. */
interface Viewer {
  /** When each file was first shown as succeeded, in milliseconds since 1970, by its index. */
  readonly shownAt: ReadonlyMap<number, number>;
  close(): void;
}

function follow(address: URL, count: number): Promise<readonly Viewer[]> {
  return Promise.all(Array.from({ length: count }, () => viewerOf(address)));
}

async function viewerOf(address: URL): Promise<Viewer> {
  const shownAt = new Map<number, number>();
  const page = await followPage(address, ({ figures }) => {
    const now = Date.now();
    for (const [task, status] of (figures?.tasks.status ?? []).entries())
      if (status === 'succeeded' && !shownAt.has(task)) shownAt.set(task, now);
  });
  return { shownAt, close: () => page.close() };
}

/**
 * Seconds of each viewer and file. The last file may have settled when the page closes: of the files that a viewer never saw, only
 * those count that settled more than two seconds before the last one, and each of them makes this throw.
 */
function delaysOf(out: string, viewers: readonly Viewer[], tasks: number): number[] {
  const { header, records } = readJournal(path.join(out, 'journal.ndjson'));
  const begun = Date.parse(header.startedAt);
  const settledAt = new Map<number, number>();
  for (const record of records) if (record.type === 'settled') settledAt.set(record.task, begun + record.at);
  if (settledAt.size !== tasks) throw new Error(`${settledAt.size} of ${tasks} files have settled`);
  const last = Math.max(...settledAt.values());
  return viewers.flatMap(({ shownAt }) =>
    [...settledAt].flatMap(([task, at]) => {
      const shown = shownAt.get(task);
      if (shown !== undefined) return [(shown - at) / 1000];
      if (at < last - 2000) throw new Error(`a viewer never saw file ${task}`);
      return [];
    }),
  );
}

/** Seconds of processor time of a process until now; null if it is gone, or the system does not report it like Linux. */
function processorTime(pid: number | undefined): number | null {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}
