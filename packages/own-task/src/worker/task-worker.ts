import path from 'node:path';
import {
  appendResult,
  awaitWorkPlan,
  type InputIdentity,
  identifyOpened,
  resultFault,
  type Segment,
  type StorageTime,
  segmentIn,
  storageClock,
  type WorkPayload,
  watchInput,
  writeResult,
} from '@ballast/batch/worker';
import { type TreeHighWater, treeMark } from '@ballast/profiler';
import { FaultError } from '@ballast/resource-model';
import { serveAttempt, type WorkOrder, type WorkReport } from '@ballast/scheduler/worker';
import { rowIdentity } from '../rows/row-identity.ts';
import type { TaskOrder, TaskSetup } from '../setup/task-setup.ts';
import { type AttemptFolder, attemptFolder } from './attempt-folder.ts';
import { moreCores } from './more-cores.ts';
import { requireInput } from './require-input.ts';
import { TaskLog } from './task-log.ts';
import { taskResult } from './task-result.ts';
import { type TaskDone, type TaskRunner, taskRunner } from './task-runner.ts';

interface Program {
  readonly setup: TaskSetup;
  readonly run: TaskRunner;
}

const planFile = { path: process.argv[2] ?? '', hash: process.argv[4] ?? null };
const mark = treeMark();
const usesMoreCores = moreCores();
let program: Promise<Program> | null = null;
let segment: Segment | null = null;
let storageTime: StorageTime | null = null;

async function loadProgram(): Promise<Program> {
  const { task } = await awaitWorkPlan(planFile);
  if (task === undefined) throw new Error('defect: the work plan has no task');
  const setup = JSON.parse(task) as TaskSetup;
  return { setup, run: taskRunner(setup) };
}

/** Carries out one attempt at a task of the user's own, and writes its result file. */
export default async function work(order: WorkOrder<WorkPayload>): Promise<WorkReport> {
  const { input, result, resultName, segments, refused } = order.payload;
  const { index, row } = order.payload.task as TaskOrder;
  storageTime ??= storageClock(path.dirname(result));
  const watch = row === null ? watchInput(input, storageTime) : null;
  const log = new TaskLog(result, order.task, order.attempt);
  let folder: AttemptFolder | null = null;
  let seen: TreeHighWater | null = null;
  return serveAttempt<Program>(order, {
    onlyComputes: true,
    prepare: async () => {
      if (refused === null) await watch?.begin();
    },
    load: async () => {
      if (refused !== null) throw new FaultError(refused);
      if (row === null) requireInput(input);
      program ??= loadProgram();
      return program;
    },
    compute: async ({ setup, run }, alive) => {
      folder = setup.usesOut ? attemptFolder(result) : null;
      // A function makes the folder when it asks for it.
      if (setup.run.kind === 'command') folder?.make();
      const out = folder?.path ?? null;
      const call = { input, index, row, out, log, alive, onStarted: () => mark.begin() };
      const source = await sourceOf(order.payload, row);
      const started = performance.now();
      const measured = (): Promise<TaskDone> =>
        run(call).finally(() => {
          seen = mark.end();
        });
      const done = await (watch === null ? measured() : watch.during(measured));
      const seconds = (performance.now() - started) / 1000;
      seen = withOwn(seen, done.highWater);
      const highWater = seen?.below || null;
      await watch?.check();
      try {
        const outputs = (await folder?.publish()) ?? [];
        const made = taskResult({ seconds, highWater, exitCode: done.exitCode, row: done.row, outputs });
        segment ??= segmentIn(segments);
        const { task, attempt } = order;
        // What lies in a folder of its own has its result beside it.
        const file =
          outputs.length === 0
            ? appendResult(made, source, { segment, task, attempt })
            : { name: resultName, ...(await writeResult(result, made, source)) };
        const notes = usesMoreCores.notes({ threads: setup.threads, seconds, cpuTime: seen?.cpuTime ?? 0 });
        return { result: file.name, files: [file], problems: 0, notes, completeness: 'complete' };
      } catch (error) {
        throw resultFault(error, result);
      }
    },
    release: () => {
      folder?.discard();
      log.close();
    },
    highWater: () => seen?.all ?? null,
    resident: () => mark.resident(),
  });
}

/** What a function's process measured of itself counts even if it was too short to be seen. */
function withOwn(seen: TreeHighWater | null, own: number | null): TreeHighWater | null {
  if (own === null) return seen;
  const below = Math.max(seen?.below ?? 0, own);
  return {
    below,
    all: Math.max(seen?.all ?? 0, process.memoryUsage.rss() + below),
    cpuTime: seen?.cpuTime ?? 0,
  };
}

/** A row is what it says; a file may be anything that has a name. */
async function sourceOf(
  { input, verify, listed }: WorkPayload,
  row: TaskOrder['row'],
): Promise<InputIdentity> {
  return row === null ? identifyOpened(input, verify, listed) : rowIdentity(row);
}
