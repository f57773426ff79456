import { type Bytes, bytes, type Milliseconds, milliseconds } from '@ballast/resource-model';
import type { RecordOf } from '../../journal/record.ts';
import type { Binding } from '../state/binding.ts';
import { draft } from '../state/draft.ts';
import { noSample, type Sampling } from '../state/memory/sampling.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import { loadPermits } from '../verdict/permits.ts';

/** Least time between two samples, in milliseconds, and how many of them a batch has before they thin out. */
const SAMPLE_EVERY = 1000;
const MOST_DENSE = 2000;

/** What a tick measured of all workers together. */
export interface Observed {
  readonly elapsed: Milliseconds;
  /** What bound the batch when the tick came. */
  readonly bound: Binding;
  /** What was reserved when the tick came: what it then measures is brought within the budget only after it. */
  readonly reserved: number;
  readonly resident: number;
  /** Bytes read and core time used since the last tick. */
  readonly read: number;
  readonly cpu: number;
  readonly available: Bytes | null;
}

/** Adds what a tick measured to the present sample, and records the sample once its time has come. */
export function sample(state: SchedulerState, observed: Observed, step: Step): void {
  const sampling = draft(state, 'sampling');
  const elapsed = milliseconds(
    sampling.began === null ? Math.min(observed.elapsed, SAMPLE_EVERY) : observed.elapsed,
  );
  // A batch that is resumed begins now, not when its last process ended.
  if (sampling.began === null) sampling.began = sampling.since = milliseconds(step.now - elapsed);
  add(sampling, state, { ...observed, elapsed });
  const interval = Math.max(SAMPLE_EVERY, (step.now - sampling.began) / MOST_DENSE);
  if (step.now - sampling.since >= interval) recordSample(state, step);
}

/** Records what was measured since the last sample; nothing if no tick came since. */
export function recordSample(state: SchedulerState, step: Step): void {
  const sampling = draft(state, 'sampling');
  if (sampling.observed === 0) return;
  step.commands.push({ type: 'record', record: sampleRecord(state, step.now) });
  Object.assign(sampling, noSample(step.now), { began: sampling.began });
}

function add(sampling: Sampling, state: SchedulerState, observed: Observed): void {
  const { totals } = state.tasks;
  const { elapsed, bound } = observed;
  sampling.observed += elapsed;
  sampling.resident = Math.max(sampling.resident, observed.resident);
  sampling.reserved = Math.max(sampling.reserved, observed.reserved);
  const counts = [totals.starting, totals.loading, totals.atGate, totals.computing, heldBack(state)];
  for (const [i, count] of counts.entries()) sampling.tasks[i] = (sampling.tasks[i] ?? 0) + count * elapsed;
  sampling.read += Math.max(0, observed.read);
  sampling.cpu += Math.max(0, observed.cpu);
  sampling.bound.set(bound, (sampling.bound.get(bound) ?? 0) + elapsed);
  sampling.available = observed.available;
  const { pressure } = state.machine;
  if (pressure !== null) sampling.stall = Math.max(sampling.stall ?? 0, pressure);
}

function heldBack({ tasks: { totals } }: SchedulerState): number {
  return totals.heldBack + totals.waitingForStorage;
}

function sampleRecord(state: SchedulerState, at: Milliseconds): RecordOf<'sample'> {
  const { sampling, machine, config, tasks } = state;
  const { observed, available, stall } = sampling;
  const mean = (sum: number): number => Math.round((10 * sum) / observed) / 10;
  const [starting, loading, atGate, computing, held] = sampling.tasks;
  const { memory, seats } = machine.capacity;
  return {
    type: 'sample',
    at,
    span: milliseconds(at - sampling.since),
    res: bytes(Math.round(sampling.resident)),
    hold: bytes(Math.round(sampling.reserved)),
    n: [mean(starting), mean(loading), mean(atGate), mean(computing), mean(held)],
    read: bytes(Math.round(sampling.read)),
    cpu: milliseconds(Math.round(sampling.cpu)),
    loads: loadPermits(state),
    bound: mostOf(sampling.bound),
    ...(memory === config.capacity.memory ? {} : { budget: memory }),
    ...(available === null ? {} : { free: available }),
    ...(stall === null || stall === 0 ? {} : { stall: Math.round(1000 * stall) / 1000 }),
    ...(config.seatsPerTask === 0 ? {} : { seats: [tasks.totals.seats, seats] as const }),
  };
}

/** The one that bound longest; of equals the first. */
function mostOf(bound: ReadonlyMap<Binding, number>): Binding {
  let most: Binding = 'none';
  let longest = -1;
  for (const [binding, time] of bound) {
    if (time > longest) [most, longest] = [binding, time];
  }
  return most;
}
