import type { Capacity, Milliseconds, Usage } from '@ballast/resource-model';
import { draft } from '../draft.ts';
import type { SchedulerState } from '../state.ts';
import type { WorkerId } from '../tasks/task-state.ts';

/** Processor time that a start takes as long as none has been measured, in core-milliseconds. */
const FIRST_GUESS = 150;
/** Running a process's first file takes longer, since nothing is compiled yet: further core time, as a share of its start. */
const WARM_UP = 5 / 3;
/** Processes that may always be starting at a time: the next one starts while the last one loads. */
export const FEW_STARTS = 2;

/** What is known of the machine's cores since the last tick. */
export interface CoreTime {
  readonly elapsed: Milliseconds;
  /** Core time that the coordinator used. */
  readonly own: Milliseconds;
  /** Core time in which the machine's cores had nothing to do; null if unknown. */
  readonly idle: Milliseconds | null;
}

/** Core time that neither this batch nor another program used: what other programs use is not for us to take. */
export function idleCoreTime(cores: number, used: number, { elapsed, idle }: CoreTime): number {
  return Math.min(cores * elapsed - used, idle ?? Number.POSITIVE_INFINITY);
}

/**
 * Adds up the core time that nobody used since the last tick. Call it before the new
 * measurements are recorded: it compares them with the recorded ones.
 */
export function countSpareCores(
  state: SchedulerState,
  usages: ReadonlyMap<WorkerId, Usage>,
  time: CoreTime,
): void {
  const workers = draft(state, 'workers');
  const { capacity } = state.machine;
  let used: number = time.own;
  for (const [id, { cpuTime }] of usages)
    used += Math.max(0, cpuTime - (workers.records.get(id)?.usage?.cpuTime ?? 0));
  // A starting process is about to use this core: that does not justify another one.
  const unused = state.tasks.totals.starting > 0 ? 0 : idleCoreTime(capacity.corePermits, used, time);
  const spare = workers.spareCoreTime + unused;
  workers.spareCoreTime = Math.min(
    startPrice(state) * Math.max(FEW_STARTS, unusedCores(state)),
    Math.max(0, spare),
  );
}

/**
 * Whether another process may be started. The first `startedAtOnce` workers start at once; the k-th extra one starts once
 * k times the cost of a start in core time has gone idle. Waiting for a worker that is needed costs about as much as starting it, and
 * there are never many that only take time from others (ski rental: Karlin, Manasse, Rudolph and Sleator 1988).
 */
export function paysToStart(state: SchedulerState): boolean {
  return state.tasks.active.size === 0 || state.workers.spareCoreTime >= startPrice(state);
}

/** Another process is about to be started. */
export function payForStart(state: SchedulerState): void {
  const workers = draft(state, 'workers');
  workers.spareCoreTime = Math.max(0, workers.spareCoreTime - startPrice(state));
}

/** Core time that it takes to start a process and to warm it up, as measured in this batch, in core-milliseconds. */
export function startCost({ learned: { starts } }: SchedulerState): number {
  const measured = starts.count === 0 ? FIRST_GUESS : starts.cpuTime / starts.count;
  return Math.round((1 + WARM_UP) * measured);
}

/** Idle core time that has to be saved up before another process is started, in core-milliseconds. */
function startPrice(state: SchedulerState): number {
  const { workers, machine } = state;
  return startCost(state) * Math.max(0, workers.records.size + 1 - startedAtOnce(machine.capacity));
}

/** One worker for each core, and one that loads ahead for each four. */
function startedAtOnce({ corePermits }: Pick<Capacity, 'corePermits'>): number {
  return corePermits + Math.floor(corePermits / 4);
}

/** Cores on which nothing computes. */
export function unusedCores({ machine, tasks }: SchedulerState): number {
  return Math.max(0, machine.capacity.corePermits - tasks.totals.computing);
}
