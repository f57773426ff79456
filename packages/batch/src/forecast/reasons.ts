import {
  formatBytes,
  formatDuration,
  loadRateModel,
  type Milliseconds,
  workersReasonText,
} from '@ballast/resource-model';
import {
  ENOUGH_SAMPLES,
  initialState,
  predictMemory,
  type SchedulerConfig,
  type SchedulerState,
} from '@ballast/scheduler';
import type { TaskSizes } from '@ballast/simulator';
import { countText } from '@ballast/text';

export interface ReasonsOf {
  readonly config: SchedulerConfig;
  readonly files: TaskSizes;
  /** How the memory budget was determined. */
  readonly budgetSource: string;
  /** Expected computing time of the largest file, in seconds. */
  readonly longest: number;
}

/** What the policy is based on, a sentence without a full stop for each limit. */
export function policyReasons(of: ReasonsOf): readonly string[] {
  const { config, files } = of;
  const state = initialState(config, { sizes: files.sizes, footprints: files.footprints });
  const adaptive = config.policy.kind === 'adaptive' ? budgets(of, state) : byNumber(state);
  return [...adaptive, ...userLimits(config), ...timeout(config.timeout, of.longest)];
}

function budgets(
  { config, files, budgetSource }: ReasonsOf,
  { limits: { search } }: SchedulerState,
): string[] {
  const { capacity, nativeThreads, loads, models } = config;
  const tasks = Math.max(1, Math.floor(capacity.corePermits / nativeThreads));
  const threads = nativeThreads === 1 ? '' : ` of ${nativeThreads} threads`;
  const fit = largestThatFit(config, files);
  const enough = fit.count >= Math.min(tasks, files.sizes.length);
  const together = fit.count === files.sizes.length ? 'all files' : `${fit.count} of the largest files`;
  const reasons = [
    `cores: ${countText(tasks, 'task')}${threads} can compute at the same time on ${countText(capacity.corePermits, 'core')}`,
    `memory: the budget is ${formatBytes(capacity.memory)} (${budgetSource}); ` +
      `${together} fit at the same time${enough ? ', enough for all cores' : ', fewer than the cores could use'}`,
  ];
  if (fit.alone > 0) {
    reasons.push(`memory: ${countText(fit.alone, 'file')} may need more than the budget and run alone`);
  }
  if (models.memory.count < ENOUGH_SAMPLES) {
    reasons.push('memory: too little is known yet, so a few files run first as probes');
  }
  const known = loadRateModel.bestPermits(models.loadRate) !== null;
  const searched = known
    ? 'the best number of earlier batches'
    : 'at first; the batch searches for the best number';
  reasons.push(
    `loads: ${countText(loads === 'auto' ? search.permits : loads, 'file')} at a time, ${loads === 'auto' ? searched : 'set by the batch'}`,
  );
  return reasons;
}

function byNumber({ limits: { policy } }: SchedulerState): string[] {
  const free = 'memory, loads and cores set no limit with this policy';
  switch (policy.kind) {
    case 'adaptive':
      return [];
    case 'fixed':
      return [`policy fixed: ${countText(policy.limit, 'task')} in flight`, free];
    case 'size-table':
      return [`policy size-table: ${countText(policy.limit, 'task')} in flight by the mean size`, free];
    case 'oppnda':
      return [
        `policy oppnda: ${countText(policy.semaphore.permits, 'task')} in flight at first`,
        ...policy.reasons.map(workersReasonText),
      ];
    case 'memfree':
      return [
        `policy memfree: one more task while ${formatBytes(policy.free)} are free, up to ${policy.limit}`,
      ];
  }
}

function userLimits({ workers, seatsPerTask, capacity }: SchedulerConfig): string[] {
  const limits: string[] = [];
  if (workers !== 'auto')
    limits.push(`workers: at most ${countText(workers, 'task')} in flight, set by the batch`);
  if (seatsPerTask > 0) limits.push(`seats: ${capacity.seats}, one for each task in flight`);
  return limits;
}

function timeout(limit: Milliseconds | null, longest: number): string[] {
  if (limit === null || 1000 * longest <= limit) return [];
  return [
    `timeout: the largest file is expected to compute for ${formatDuration(1000 * longest)}, longer than the ` +
      `${formatDuration(limit)} that an attempt is allowed`,
  ];
}

/** How many of the largest files can be reserved at the same time, without those that need more than the whole budget. */
function largestThatFit(
  { capacity, models }: SchedulerConfig,
  { footprints }: TaskSizes,
): { readonly count: number; readonly alone: number } {
  const rising = footprints.slice().sort();
  const need = (i: number): number => predictMemory(models, { size: rising[i] ?? 0 }).upper;
  let fitting = 0;
  for (let end = rising.length; fitting < end; ) {
    const middle = (fitting + end) >> 1;
    if (need(middle) > capacity.memory) end = middle;
    else fitting = middle + 1;
  }
  let held = 0;
  let count = 0;
  for (let i = fitting - 1; i >= 0; i -= 1) {
    held += need(i);
    if (held > capacity.memory) break;
    count += 1;
  }
  return { count, alone: rising.length - fitting };
}
