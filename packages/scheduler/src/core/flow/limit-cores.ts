import type { Usage } from '@ballast/resource-model';
import { type CoreWindow, NO_CORE_WINDOW } from '../state/cores/core-window.ts';
import { type CoreTime, idleCoreTime } from '../state/cores/spare-cores.ts';
import { draft } from '../state/draft.ts';
import type { SchedulerState } from '../state/state.ts';
import type { WorkerId } from '../state/tasks/task-state.ts';
import { corePermits, ownCores } from '../verdict/permits.ts';

/** Core permits change at most once in this time, in milliseconds. */
const STEP_EVERY = 1000;
/** Share of the cores that may be unused although tasks wait for one: they are busy. */
const BUSY = 0.03;

/**
 * Tasks that do not always need a core, since their computing waits for other things, leave cores idle although each has
 * its permit. Permits rise while what is left unused would do for further tasks like these, up to twice the cores, and fall
 * once all cores are busy. They never rise if a task has several threads: tasks times threads stay within the cores.
 * Call it before new measurements are recorded: it compares them with the recorded ones.
 */
export function limitCores(
  state: SchedulerState,
  usages: ReadonlyMap<WorkerId, Usage>,
  time: CoreTime,
): void {
  if (state.limits.policy.kind !== 'adaptive' || state.config.nativeThreads > 1) return;
  const limits = draft(state, 'limits');
  const used = time.own + usedBy(state, usages);
  const window = allComputed(state, usages)
    ? added(limits.coreWindow, {
        elapsed: time.elapsed,
        used,
        unused: idleCoreTime(state.machine.capacity.corePermits, used, time),
        computing: state.tasks.totals.computing,
      })
    : NO_CORE_WINDOW;
  limits.coreWindow = window;
  if (window.elapsed < STEP_EVERY) return;
  limits.coreWindow = NO_CORE_WINDOW;
  const cores = state.machine.capacity.corePermits;
  const unused = window.unused / window.elapsed;
  const each = Math.max(window.used / window.elapsed / window.computing, Number.EPSILON);
  const most = ownCores(state);
  // Half of what fits: the next window shows the rest.
  if (unused > each) limits.extraCores = Math.min(most, limits.extraCores + Math.ceil(unused / each / 2));
  else if (unused < BUSY * cores) limits.extraCores = Math.max(0, limits.extraCores - 1);
}

/** A task waited for a core: there are too many. */
export function onCoreWait(
  state: SchedulerState,
  { wait, time }: { readonly wait: number; readonly time: number },
): void {
  const limits = draft(state, 'limits');
  if (limits.extraCores === 0 || time < STEP_EVERY || wait <= MOST_WAIT * time) return;
  limits.extraCores -= 1;
  limits.coreWindow = NO_CORE_WINDOW;
}

/** Share of its computing time for which a task may wait for a core: short waits are the price of cores that are in use. */
const MOST_WAIT = 0.2;

/** Whether every permit was in use from the last measurement to this one, and nothing else used cores. */
function allComputed(state: SchedulerState, usages: ReadonlyMap<WorkerId, Usage>): boolean {
  const { totals, active } = state.tasks;
  if (totals.computing < corePermits(state) || totals.starting > 0) return false;
  for (const task of active.values()) {
    if (task.state !== 'computing' || task.suspended) continue;
    const before = state.workers.records.get(task.worker)?.usage ?? null;
    if (task.since > state.clock.tickedAt || before === null || !usages.has(task.worker)) return false;
  }
  return true;
}

function usedBy({ workers }: SchedulerState, usages: ReadonlyMap<WorkerId, Usage>): number {
  let used = 0;
  for (const [id, { cpuTime }] of usages)
    used += Math.max(0, cpuTime - (workers.records.get(id)?.usage?.cpuTime ?? cpuTime));
  return used;
}

function added(window: CoreWindow, more: CoreWindow): CoreWindow {
  if (window.elapsed > 0 && window.computing !== more.computing) return more;
  return {
    elapsed: window.elapsed + more.elapsed,
    used: window.used + more.used,
    unused: window.unused + more.unused,
    computing: more.computing,
  };
}
