import { computeTimeModel, loadRateModel } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import { predictedTime } from '../verdict/backfill.ts';
import { corePermits, loadPermits } from '../verdict/permits.ts';

/** Small tasks go first only if the cores will be busy for at least this share of the time that the storage will. */
const CORES_MATTER = 0.8;
/** A task that takes more than this share of the time left starts before anything else. */
const CRITICAL_SHARE = 0.5;

/**
 * Whether small tasks should go first for now: cores are idle because the storage cannot feed them fast enough, although
 * the cores will be the limit in the end. Small files compute longer for each byte read. Largest first would leave the cores
 * idle at the beginning and the storage at the end.
 */
export function wantsSmall(state: SchedulerState, largest: TaskId): boolean {
  const { totals, queue, queuedBytes } = state.tasks;
  const { models } = state.learned;
  const cores = corePermits(state);
  if (totals.atGate > 0 || totals.computing >= cores || models.compute.count === 0) return false;
  const rate = loadRateModel.rateAt(models.loadRate, loadPermits(state));
  if (rate === null || rate <= 0 || queue.length < cores) return false;
  const mean = computeTimeModel.predict(models.compute, { size: queuedBytes / queue.length }).expected;
  const coreTime = (mean * queue.length) / cores;
  const storageTime = (1000 * queuedBytes) / rate;
  if (coreTime < CORES_MATTER * storageTime) return false;
  return predictedTime(state, largest) < CRITICAL_SHARE * Math.max(coreTime, storageTime);
}
