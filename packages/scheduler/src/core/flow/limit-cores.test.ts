import { bytes, milliseconds, type Usage } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { InFlight } from '../../../test/in-flight.ts';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import { recordUsage } from '../state/memory/worker-records.ts';
import type { SchedulerState } from '../state/state.ts';
import { corePermits } from '../verdict/permits.ts';
import { limitCores, onCoreWait } from './limit-cores.ts';

const used = (cpuTime: number): Usage => ({
  resident: bytes(0),
  highWater: null,
  cpuTime: milliseconds(cpuTime),
  bytesRead: null,
});

/** `computing` tasks on two cores, each of which uses this share of a core, for `seconds`; all cores of the machine are idle for `idle` ms of a tick. */
function run(state: SchedulerState, { computing, share, seconds, idle }: Record<string, number>): void {
  const ids = Array.from({ length: computing ?? 0 }, (_, i) => i);
  const inFlight = new InFlight(state);
  for (const id of ids) if (!state.tasks.active.has(id)) inFlight.computing(id);
  const elapsed = milliseconds(250);
  for (let at = 0; at < 1000 * (seconds ?? 0); at += 250) {
    const before = (id: number): number => state.workers.records.get(id + 1)?.usage?.cpuTime ?? 0;
    const usages = new Map(ids.map((id) => [id + 1, used(before(id) + 250 * (share ?? 0))]));
    limitCores(state, usages, {
      elapsed,
      own: milliseconds(0),
      idle: idle === undefined ? null : milliseconds(idle),
    });
    draft(state, 'clock').tickedAt = milliseconds(state.clock.tickedAt + elapsed);
    for (const [id, usage] of usages) recordUsage(state, id, usage);
  }
}

const fresh = (): SchedulerState =>
  stateOf({ tasks: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }, memory: 100, cores: 2 });

describe('core permits', () => {
  it('stay at one for each core while tasks use their cores', () => {
    const state = fresh();
    run(state, { computing: 2, share: 1, seconds: 10 });
    expect(corePermits(state)).toBe(2);
  });

  it('rise while tasks leave cores unused, one step a second, up to twice the cores', () => {
    const state = fresh();
    run(state, { computing: 2, share: 0.5, seconds: 1.25 });
    expect(corePermits(state)).toBe(3);
    run(state, { computing: 3, share: 0.5, seconds: 3 });
    expect(corePermits(state)).toBe(3);
    run(state, { computing: 3, share: 0.3, seconds: 1.25 });
    run(state, { computing: 5, share: 0.2, seconds: 9 });
    expect(corePermits(state)).toBe(4);
  });

  it('do not rise if tasks have several threads, however idle these are', () => {
    const state = fresh();
    const wide = { ...state, config: { ...state.config, nativeThreads: 2 } };
    run(wide, { computing: 1, share: 0.01, seconds: 9 });
    expect(corePermits(wide)).toBe(1);
  });

  it('do not rise while fewer tasks compute than may', () => {
    const state = fresh();
    run(state, { computing: 1, share: 0.2, seconds: 9 });
    expect(corePermits(state)).toBe(2);
  });

  it('do not rise on cores that another program uses', () => {
    const state = fresh();
    run(state, { computing: 2, share: 0.5, seconds: 3, idle: 20 });
    expect(corePermits(state)).toBe(2);
    run(state, { computing: 2, share: 0.5, seconds: 1.25, idle: 250 });
    expect(corePermits(state)).toBe(3);
  });

  it('fall when all cores are busy, and when a task has waited for a core', () => {
    const state = fresh();
    draft(state, 'limits').extraCores = 2;
    run(state, { computing: 4, share: 0.5, seconds: 1.25 });
    expect(corePermits(state)).toBe(3);
    onCoreWait(state, { wait: 100, time: 2000 });
    expect(corePermits(state)).toBe(3);
    onCoreWait(state, { wait: 900, time: 2000 });
    expect(corePermits(state)).toBe(2);
    onCoreWait(state, { wait: 900, time: 2000 });
    expect(corePermits(state)).toBe(2);
  });
});
