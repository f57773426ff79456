import { firstLoads, type SchedulerConfig } from '@ballast/scheduler';
import type { RunSettings } from '@ballast/scheduler/journal';

/** What the journal says of the settings that the scheduler runs with. */
export function runSettings(config: SchedulerConfig): RunSettings {
  const { policy, memoryGrowth: growth, nativeThreads, loads, storage, timeout, capacity } = config;
  return {
    policy: policy.kind,
    growth,
    nativeThreads,
    loads: loads === 'auto' ? firstLoads(storage, capacity.corePermits) : loads,
    hungAfter: config.hungAfter ?? null,
    timeout,
    seats: config.seatsPerTask === 0 ? null : capacity.seats,
  };
}
