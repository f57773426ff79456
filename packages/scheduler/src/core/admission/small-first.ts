import { computeTimeModel, loadRateModel } from '@ballast/resource-model';
import type { SchedulerState } from '../state/state.ts';
import type { TaskId } from '../state/task-state.ts';
import { predictedTime } from '../verdict/backfill.ts';
import { corePermits, loadPermits } from '../verdict/may-start.ts';

/** Cores are worth feeding with small files when they will take at least this share of the time that the storage takes. */
const CORES_MATTER = 0.8;
/** A task that takes more than this share of what is left is begun before anything else. */
const CRITICAL_SHARE = 0.5;

/**
 * Whether small tasks should go first for now: cores are idle because the storage cannot feed them fast enough, and yet
 * the cores will bind in the end. Small files compute longer for each byte that has to be read. Largest first would leave the
 * cores idle at the beginning and the storage at the end.
 */
export function wantsSmall(state: SchedulerState, largest: TaskId): boolean {
  const { totals, models, queue } = state;
  const cores = corePermits(state);
  if (totals.atGate > 0 || totals.computing >= cores || models.compute.count === 0) return false;
  const rate = loadRateModel.rateAt(models.loadRate, loadPermits(state));
  if (rate === null || rate <= 0 || queue.length < cores) return false;
  const mean = computeTimeModel.predict(models.compute, {
    size: state.queuedFootprints / queue.length,
  }).expected;
  const coreTime = (mean * queue.length) / cores;
  const storageTime = (1000 * state.queuedBytes) / rate;
  if (coreTime < CORES_MATTER * storageTime) return false;
  return predictedTime(state, largest) < CRITICAL_SHARE * Math.max(coreTime, storageTime);
}
