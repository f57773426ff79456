import path from 'node:path';
import { coreWait, highWaterMark } from '@ballast/profiler';
import { FaultError } from '@ballast/resource-model';
import type { Reader, ResultsFile } from '@ballast/results-model';
import { beforeAnswers, serveAttempt, type WorkOrder, type WorkReport } from '@ballast/scheduler/worker';
import { resultFault } from '../folder/faults.ts';
import { RESULTS } from '../folder/result-names.ts';
import { identifyOpened } from '../inputs/identity.ts';
import { type StorageTime, watchInput } from '../inputs/input-watch.ts';
import { extractInput, readCached } from './extract-input.ts';
import { findingsIn } from './findings.ts';
import { type NamedReader, readerNamed } from './readers.ts';
import { linesMaker, type MakeLines } from './results/made-lines.ts';
import { type Segment, segmentIn } from './results/segment.ts';
import { appendExtracted, writeExtracted } from './results/write-extracted.ts';
import { sparingMark } from './sparing-mark.ts';
import { storageClock } from './storage-clock.ts';
import { awaitWorkPlan, type PlanFile, type WorkPayload, type WorkPlan } from './work-plan.ts';

/** If more memory than this is kept after an attempt, it is collected before the next, in bytes. */
const WORTH_COLLECTING = 64 * 1024 * 1024;
/** Buffers of more than this, one piece of a load, are worth it as well. */
const WORTH_RELEASING = 16 * 1024 * 1024;
/** Least time between two looks at the memory after brief tasks, in milliseconds: a look takes as long as such a task. */
const LOOK_EVERY = 20;
/** Resident set without the memory of any attempt: at the start, and again once a collection has taken effect. */
let baseline: number = process.memoryUsage.rss();
let hasCollected = false;
const mark = sparingMark(highWaterMark(), () => performance.now());
const waited = coreWait();

let planFile: PlanFile | null = null;
let workPlan: Promise<WorkPlan> | null = null;
let opened: { readonly as: string; readonly reader: Promise<Reader> } | null = null;
let makeLines: MakeLines | null | undefined;
let segment: Segment | null = null;
let storageTime: StorageTime | null = null;
let lookedAt = 0;

/** Loads a reader before there is a plan that names it. If that fails, each order reports why. */
export function openReader(named: NamedReader): void {
  openedAs(named).catch(() => undefined);
}

/** The plan of all orders; it is read at once. If that fails, each order reports why. */
export function followPlan(file: PlanFile): void {
  planFile = file;
  loadedReader().catch(() => undefined);
}

function planned(): Promise<WorkPlan> {
  if (planFile === null) throw new Error('defect: an order came before its plan');
  workPlan ??= awaitWorkPlan(planFile);
  return workPlan;
}

async function loadedReader(): Promise<Reader> {
  const { reader, settings } = await planned();
  return openedAs({ reader, settings });
}

function openedAs({ reader, settings }: NamedReader): Promise<Reader> {
  const as = JSON.stringify([reader, settings]);
  if (opened?.as !== as) opened = { as, reader: readerNamed(reader, settings) };
  return opened.reader;
}

// A result is written before it is reported.
beforeAnswers(() => {
  try {
    segment?.write();
  } catch (error) {
    throw resultFault(error, path.join(RESULTS, '*.results'));
  }
});

/** Carries out one attempt: opens the input, follows the read plan, writes the result file. */
export async function work(order: WorkOrder<WorkPayload>): Promise<WorkReport> {
  const { input, result, resultName, segments, refused, cached, verify, listed } = order.payload;
  if (hasCollected) baseline = Math.max(baseline, process.memoryUsage.rss());
  hasCollected = false;
  mark.begin();
  storageTime ??= storageClock(path.dirname(result));
  const watch = watchInput(input, storageTime);
  let writeTime = 0;
  return serveAttempt<ResultsFile>(order, {
    prepare: async () => {
      if (refused === null) await watch.begin();
    },
    load: async (control) => {
      if (refused !== null) throw new FaultError(refused);
      const reader = await loadedReader();
      return watch.during(() => reader.open(input, control));
    },
    compute: async (file) => {
      const { plan, lines = [] } = await planned();
      const extracted = await watch.during(async () => {
        const source = await identifyOpened(input, verify, listed);
        const known = cached === null ? null : readCached(cached, source);
        return { source, ...(await extractInput(file, plan, known)) };
      });
      await watch.check();
      const writesFrom = performance.now();
      try {
        segment ??= segmentIn(segments, 'together');
        if (makeLines === undefined) makeLines = linesMaker(lines, plan);
        const { task, attempt } = order;
        const files =
          plan.samples.length === 0
            ? appendExtracted(extracted, extracted.source, { segment, task, attempt, makeLines })
            : await writeExtracted(extracted, extracted.source, { file: result, name: resultName });
        if (order.isFollowed !== true) segment.write();
        return { result: files[0]?.name ?? null, files, ...findingsIn(extracted.result, plan) };
      } catch (error) {
        throw resultFault(error, result);
      } finally {
        writeTime = performance.now() - writesFrom;
      }
    },
    release: (file) => {
      file?.close();
      collect(order.isFollowed === true);
    },
    highWater: () => mark.read(order.isFollowed === true),
    resident: () => process.memoryUsage.rss(),
    writeTime: () => writeTime,
    coreWait: waited,
  });
}

/**
 * Buffers of a finished attempt would otherwise count towards the next one. The memory of buffers is released in the
 * background after a collection, and has been when the next one begins.
 */
function collect(isFollowed: boolean): void {
  const now = performance.now();
  if (isFollowed && now - lookedAt < LOOK_EVERY) return;
  lookedAt = now;
  if (!isWorthCollecting(isFollowed)) return;
  // Most buffers are young: a collection of what is young frees them in a tenth of the time. The second one waits for it.
  globalThis.gc?.({ type: 'minor' });
  globalThis.gc?.({ type: 'minor' });
  hasCollected = true;
  if (!isWorthCollecting(isFollowed)) return;
  globalThis.gc?.();
  globalThis.gc?.({ type: 'minor' });
}

/** Between brief tasks only what they left together counts: a collection takes longer than one of them. */
function isWorthCollecting(isFollowed: boolean): boolean {
  if (process.memoryUsage.rss() - baseline > WORTH_COLLECTING) return true;
  return !isFollowed && process.memoryUsage().arrayBuffers > WORTH_RELEASING;
}
