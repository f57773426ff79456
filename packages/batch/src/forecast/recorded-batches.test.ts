import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReaderName } from '@ballast/config';
import { machineId } from '@ballast/profiler';
import { bytes, milliseconds } from '@ballast/resource-model';
import { type SchedulerConfig, startModels } from '@ballast/scheduler';
import { type PlanConditions, type Prediction, planFor, type TaskSizes } from '@ballast/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModels } from '../learned/batch-history.ts';
import { type HistoryRecord, writeHistory } from '../learned/history-file.ts';
import { type MakespanPrediction, predictMakespan, quickPlan } from '../learned/predict-makespan.ts';
import { heldBySize, READER_TRAITS } from '../prepare/reader-traits.ts';

/** A batch that ran, and what was known before it: written by `bench estimates`. */
interface RecordedBatch {
  readonly kind: string;
  readonly reader: string;
  readonly plan: string;
  readonly cores: number;
  readonly budget: number;
  readonly workers: number | null;
  readonly sizes: readonly number[];
  readonly seconds: number;
  readonly predicted: { readonly median: number; readonly ninetieth: number };
  readonly bound: number | null;
  readonly history: readonly HistoryRecord[];
}

/** Seconds that a worker took to start on that machine. */
const START = 0.2;

const file = new URL('../../test/recorded-batches.ndjson', import.meta.url);
const batches = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as RecordedBatch);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-recorded-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Planner = (files: TaskSizes, conditions: PlanConditions) => Prediction;

async function predicted(
  batch: RecordedBatch,
  number: number,
  planner: Planner,
): Promise<MakespanPrediction> {
  const home = path.join(folder, `${planner.name}-${number}`);
  await writeHistory(home, { records: batch.history.map((one) => ({ ...one, machine: machineId() })) });
  const known = await loadModels({ readerKey: batch.reader, planKey: batch.plan }, home);
  const reader = batch.reader.split(' ')[0] as ReaderName;
  const sizes = Float64Array.from(batch.sizes);
  const { prior, growth } = READER_TRAITS[reader];
  const config: SchedulerConfig = {
    capacity: {
      memory: bytes(batch.budget),
      loadPermits: 64,
      corePermits: batch.cores,
      seats: Number.MAX_SAFE_INTEGER,
    },
    workers: batch.workers ?? 'auto',
    loads: 'auto',
    policy: { kind: 'adaptive' },
    storage: 'other',
    memoryGrowth: growth,
    nativeThreads: 1,
    timeout: null,
    killGrace: milliseconds(5000),
    models: known.models ?? startModels(prior),
    seatsPerTask: 0,
  };
  const files = { sizes, footprints: sizes.map((size) => heldBySize(reader, size)) };
  const planned = planner(files, { config, physicalMemory: 8e9, startSeconds: START });
  return predictMakespan(planned, config, known);
}

const asPlanned: Planner = (files, conditions) => planFor(files, conditions);
const asRun: Planner = (files, conditions) => quickPlan(files, { ...conditions, isOwnTask: false });

describe.each([
  { name: 'plan', planner: asPlanned },
  { name: 'run', planner: asRun },
])('the predictions of recorded batches by $name', ({ planner }) => {
  it('are of 20 batches and more, of different kinds', () => {
    expect(batches.length).toBeGreaterThanOrEqual(20);
    expect(new Set(batches.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(8);
  });

  it('have a 90 % value that one batch in five exceeds at most, and a median in the middle', async () => {
    const predictions = await Promise.all(batches.map((batch, i) => predicted(batch, i, planner)));
    const pairs = predictions.map((prediction, i) => ({ ...prediction, took: batches[i]?.seconds ?? 0 }));
    const above = pairs.filter(({ makespan, took }) => took > makespan.ninetieth);
    expect(above.length / pairs.length).toBeLessThanOrEqual(4 / 20);
    const later = pairs.filter(({ learned }) => learned);
    const errors = later
      .map(({ makespan, took }) => Math.abs(Math.log(took / makespan.median)))
      .sort((a, b) => a - b);
    expect(Math.exp(errors[Math.floor(errors.length / 2)] ?? 0)).toBeLessThan(1.5);
    // A value that no batch ever exceeds would be easy to give.
    for (const { makespan } of later) expect(makespan.ninetieth / makespan.median).toBeLessThan(5);
  });

  it('were as good when the batches ran', () => {
    const above = batches.filter(({ seconds, predicted: { ninetieth } }) => seconds > ninetieth);
    expect(above.length / batches.length).toBeLessThanOrEqual(4 / 20);
  });

  it('are never below the bound, which no batch was faster than', async () => {
    for (const [i, batch] of batches.entries()) {
      const { makespan, lowerBound } = await predicted(batch, i, planner);
      expect(makespan.median).toBeGreaterThanOrEqual(lowerBound);
      expect(batch.bound ?? 0).toBeLessThanOrEqual(batch.seconds);
    }
  });
});
