import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { SchedulerEvent } from '../../src/core/state/event.ts';
import type { TaskRunner } from '../../src/ports.ts';
import { ownProcesses } from '../../src/worker-pool/own-process.ts';
import { createProcessRunner, type ProcessRunnerOptions } from '../../src/worker-pool/process-runner.ts';
import type { ProcessTrees } from '../../src/worker-pool/process-tree.ts';
import { SpareWorkers } from '../../src/worker-pool/spare-workers.ts';

/** Carries out the payload of an order. */
export const MODULE: string = fileURLToPath(new URL('../fixtures/worker.mjs', import.meta.url));

export interface Running {
  readonly runner: TaskRunner;
  /** What the runner has reported so far. */
  readonly events: SchedulerEvent[];
  /** Where every worker writes its log. */
  readonly log: string;
}

/** A runner whose tasks behave as listed. It is closed when the running test ends. */
export function running(...behaviours: string[]): Running {
  return runningModule(MODULE, { behaviours });
}

export function runningModule(
  module: string,
  {
    behaviours = [],
    argv = [],
    inAdvance = 0,
    trees = ownProcesses(),
    ...more
  }: {
    readonly behaviours?: readonly string[];
    readonly argv?: readonly string[];
  } & Pick<ProcessRunnerOptions, 'check' | 'suspension'> & {
      /** How many processes start before there is an order. */
      readonly inAdvance?: number;
      readonly trees?: ProcessTrees;
    } = {},
): Running {
  const events: SchedulerEvent[] = [];
  const log = join(temporaryFolder(), 'logs', 'worker.log');
  const program = { argv, execArgv: [], env: process.env };
  const runner = createProcessRunner({
    module,
    ...program,
    trees,
    spares: new SpareWorkers({ ...program, trees }, inAdvance),
    payload: (task) => ({ behaviour: behaviours[task] }),
    log: () => ({ path: log, name: 'logs/worker.log' }),
    ...more,
  });
  onTestFinished(() => runner.close());
  runner.listen((event) => events.push(event));
  return { runner, events, log };
}

/** A folder that is removed when the running test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-runner-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function until<T>(probe: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 30_000; tries += 1) {
    const value = probe();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not happen within 10 min');
}

export function first<K extends SchedulerEvent['type']>(
  events: readonly SchedulerEvent[],
  type: K,
): Extract<SchedulerEvent, { type: K }> | undefined {
  return events.find((event): event is Extract<SchedulerEvent, { type: K }> => event.type === type);
}

/** A process that has ended stays a zombie until its parent collects it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/u.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
