import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytes, GIB, MIB, milliseconds } from '@ballast/resource-model';
import {
  createProcessRunner,
  initialState,
  monotonicClock,
  startEngine,
  startModels,
} from '@ballast/scheduler';
import { createJournal, JOURNAL_VERSION } from '@ballast/scheduler/journal';
import { Tinypool } from 'tinypool';

/** Seconds that `tasks` no-op tasks take on `workers` child processes of a bare tinypool, including start-up. */
export async function bareTinypool(tasks: number, workers: number): Promise<number> {
  const started = performance.now();
  const pool = new Tinypool({
    filename: moduleBeside('noop-bare.js'),
    runtime: 'child_process',
    minThreads: workers,
    maxThreads: workers,
    env: process.env as Record<string, string>,
  });
  await Promise.all(Array.from({ length: tasks }, (_, task) => pool.run({ task })));
  await pool.destroy();
  return (performance.now() - started) / 1000;
}

/** The same through the whole path: admission, journal with its syncs, worker processes, settlement. */
export async function wholePath(tasks: number, workers: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    const started = performance.now();
    await runNoops(folder, { tasks, workers });
    return (performance.now() - started) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runNoops(
  folder: string,
  { tasks, workers }: { tasks: number; workers: number },
): Promise<void> {
  const now = new Date();
  const journal = createJournal(path.join(folder, 'journal.ndjson'), {
    type: 'journal',
    version: JOURNAL_VERSION,
    product: 'bench',
    host: 'bench',
    pid: process.pid,
    startedAt: now.toISOString(),
    batch: 'overhead',
    reader: 'none',
    readerDetails: {},
    batchHash: '',
    inputs: tasks,
    cores: workers,
    budget: { memory: bytes(64 * GIB), source: 'made up', workers },
  });
  const runner = createProcessRunner({
    module: moduleBeside('noop-worker.js'),
    argv: [],
    execArgv: [],
    env: process.env,
    payload: () => null,
  });
  const state = initialState(
    {
      capacity: { memory: bytes(64 * GIB), loadPermits: 64, corePermits: workers, seats: tasks },
      workers,
      timeout: null,
      killGrace: milliseconds(5000),
      loads: 'auto',
      policy: { kind: 'adaptive' },
      storage: 'other',
      memoryGrowth: 'while-loading',
      nativeThreads: 1,
      models: startModels({ overhead: bytes(100 * MIB), gamma: 1 }),
      seatsPerTask: 0,
    },
    { sizes: new Float64Array(tasks) },
  );
  const clock = monotonicClock(milliseconds(now.getTime()));
  const sampler = { sample: () => new Map(), close: () => undefined };
  const engine = startEngine(state, { clock, runner, sampler, journal }, { tickEvery: 250, syncEvery: 1000 });
  const ended = await engine.ended;
  journal.close();
  const { settled } = ended.progress;
  if (settled !== tasks) throw new Error(`${settled} of ${tasks} no-op tasks settled`);
}

function moduleBeside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
