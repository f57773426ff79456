import {
  type Bytes,
  bytes,
  computeTimeModel,
  type Delivered,
  type LoadRateWindow,
  loadRateModel,
  type Milliseconds,
  scalabilityModel,
} from '@ballast/resource-model';
import { draft } from '../state/draft.ts';
import type { AttemptMeasures } from '../state/measures.ts';
import type { SchedulerState } from '../state/state.ts';
import type { ActiveTask, TaskId } from '../state/tasks/task-state.ts';
import { teachAtEnd } from './teach.ts';

/** The weight of earlier loads shrinks by this factor with each further one: about the last ten count. */
const FADING = 0.9;

/** Learns from a completed attempt. Its high-water mark is the larger of what the worker reported and what was sampled. */
export function learn(
  state: SchedulerState,
  id: TaskId,
  { task, measures }: { task: ActiveTask; measures: AttemptMeasures },
): void {
  const size = state.inputs.sizes[id] ?? 0;
  // Time without a core is not the task's own.
  const computeTime = Math.max(0, measures.computeTime - (measures.coreWait ?? 0));
  teachAtEnd(state, id, highWaterAtEnd(state, id, measures));
  learnLoad(state, measures);
  const learned = draft(state, 'learned');
  if ((state.config.timeoutFactor ?? null) !== null) insertSorted(learned.computeTimes, computeTime);
  let { compute, loadTime, scalability } = learned.models;
  const expected = computeTimeModel.predict(compute, { size }).expected;
  if (compute.count > 0 && computeTime > 0 && task.state === 'computing') {
    const computing = Math.max(1, state.tasks.totals.computing);
    const rate = (computing * expected) / computeTime;
    scalability = scalabilityModel.observe(scalability, { computing, rate });
  }
  compute = computeTimeModel.observe(compute, { size, computeTime });
  loadTime = computeTimeModel.observe(loadTime, { size, computeTime: measures.loadTime });
  learned.models = { ...learned.models, compute, loadTime, scalability };
}

function insertSorted(values: number[], value: number): void {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  values.splice(low, 0, value);
}

function learnLoad(state: SchedulerState, { bytesRead, loadTime }: AttemptMeasures): void {
  const learned = draft(state, 'learned');
  const { bytes: read, time } = learned.recentLoads;
  learned.recentLoads = { bytes: FADING * read + bytesRead, time: FADING * time + loadTime };
}

function highWaterAtEnd(state: SchedulerState, id: TaskId, { highWater }: AttemptMeasures): Bytes | null {
  const seen = Math.max(highWater ?? 0, state.measured.highWater.get(id) ?? 0);
  return seen > 0 ? bytes(seen) : null;
}

/** Learns what the storage delivered, whatever limited it. */
export function learnDelivered(state: SchedulerState, span: Delivered): void {
  const learned = draft(state, 'learned');
  const loadRate = loadRateModel.deliver(learned.models.loadRate, span);
  learned.models = { ...learned.models, loadRate };
}

/** Learns what the storage delivered in a window in which all load permits were in use. */
export function learnLoadRate(state: SchedulerState, seen: LoadRateWindow): void {
  const learned = draft(state, 'learned');
  const loadRate = loadRateModel.observe(learned.models.loadRate, seen);
  learned.models = { ...learned.models, loadRate };
}

/** Learns what it takes to start a process. */
export function observeStart(state: SchedulerState, cpuTime: Milliseconds): void {
  const learned = draft(state, 'learned');
  const { starts } = learned;
  learned.starts = { count: starts.count + 1, cpuTime: starts.cpuTime + cpuTime };
}

/** A new worker has its whole program in memory, and has read nothing yet. */
export function observeEmptyWorker(state: SchedulerState, resident: Bytes): void {
  const learned = draft(state, 'learned');
  if (resident > learned.emptyWorker) learned.emptyWorker = resident;
}
