import type { Batch } from '@ballast/config';
import {
  createProcessTrees,
  createUsageSampler,
  idleMeter,
  memoryInUse,
  memoryLimit,
  memoryStall,
  numaPlacement,
} from '@ballast/profiler';
import { type Bytes, bytes, type Capacity, milliseconds } from '@ballast/resource-model';
import {
  createProcessRunner,
  type EnginePorts,
  type JournalSink,
  monotonicClock,
  type ProcessRunnerOptions,
  type ProcessTrees,
  type TaskRunner,
  type UsageSampler,
} from '@ballast/scheduler';
import type { JournalFile, JournalHeader } from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { linkedInput } from '../folder/linked-input.ts';
import { workerLogs } from '../folder/worker-logs.ts';
import type { Input } from '../inputs/list.ts';
import { memoryEnvironment } from '../platform/memory-environment.ts';
import type { EarlyWorkers } from '../prepare/early-workers.ts';
import { netBound, reservedMemory } from '../prepare/net-bound.ts';
import { measureCapacity } from '../prepare/resources.ts';
import type { BatchStart } from '../resume/batch-start.ts';
import { readerProgram } from '../worker/reader-program.ts';
import type { TaskProgram } from '../worker/task-program.ts';
import type { PlanFile, WorkPayload } from '../worker/work-plan.ts';
import { checkEnd } from './check-end.ts';
import type { Share } from './share.ts';

export interface CompositionParts {
  readonly header: JournalHeader;
  readonly inputs: readonly Input[];
  readonly output: OutputFolder;
  readonly resources: Batch['resources'];
  /** Open; the caller closes it. */
  readonly journal: JournalFile;
  readonly start: Pick<BatchStart, 'cached' | 'settled'>;
  readonly verify: boolean;
  /** Whether another machine has listed the inputs, so that this one may see other files; absent if not. */
  readonly isListedElsewhere?: boolean;
  /** Null for a batch with a reader. */
  readonly program: TaskProgram | null;
  /** The file with the work plan, if workers get another one than that of the output folder. */
  readonly plan?: PlanFile;
  /** Worker processes that have started, with the trees of all; absent if none has. */
  readonly early?: EarlyWorkers | null;
  /** How the tasks are shared with other machines; absent if they are not. */
  readonly share?: Share;
}

/** What the build makes of `worker/preload.ts`: a process cannot run the sources. */
const PRELOAD = new URL('../../dist/bundle/worker-preload.js', import.meta.url).href;

/** The process has what carries out its orders, and gets the plan with its first message. */
function ofReader(
  plan: PlanFile,
): ReturnType<typeof readerProgram> & Pick<ProcessRunnerOptions, 'module' | 'setup'> {
  const program = readerProgram(null, plan.path);
  return { ...program, module: program.program, setup: plan };
}

/** The module of a task can be anybody's: something else has to tie the process to this one. */
function ofTask(
  { module }: TaskProgram,
  plan: PlanFile,
): Pick<ProcessRunnerOptions, 'module' | 'argv' | 'execArgv' | 'env'> {
  return {
    module,
    argv: [plan.path, String(process.pid), ...(plan.hash === null ? [] : [plan.hash])],
    execArgv: ['--expose-gc', '--import', PRELOAD],
    env: memoryEnvironment(process.env, process.platform),
  };
}

/** Chooses the adapter for each port of the scheduler. */
export function compose(parts: CompositionParts): EnginePorts {
  const {
    header,
    inputs,
    output,
    resources,
    start,
    verify,
    program,
    share,
    isListedElsewhere = false,
  } = parts;
  const plan = parts.plan ?? { path: output.plan, hash: header.planHash ?? null };
  const journal = parts.journal satisfies JournalSink;
  const budget = resources.net === 'off' ? null : header.budget.memory;
  const { early = null } = parts;
  const trees = early?.trees ?? (createProcessTrees({ memory: netBound(budget) }) satisfies ProcessTrees);
  const below = program === null ? {} : { below: (pid: number) => trees.below(pid) };
  const sampler = createUsageSampler(below) satisfies UsageSampler;
  // The same object for every task: orders that follow another one leave out what is the same.
  const segments = { folder: output.results, own: output.own };
  const runner = createProcessRunner({
    ...(program === null ? ofReader(plan) : ofTask(program, plan)),
    trees,
    ...(early === null ? {} : { spares: early.spares }),
    log: workerLogs(output),
    payload: (task, attempt): WorkPayload => {
      const input = inputs[task];
      if (input === undefined) throw new Error(`defect: there is no input ${task}`);
      return {
        input: input.bytes === undefined ? input.path : linkedInput(output, task, input),
        result: output.result(task, attempt),
        resultName: output.resultName(task, attempt),
        segments,
        refused: input.refused,
        cached: start.cached.get(task) ?? null,
        verify,
        ...(isListedElsewhere && input.modified !== null
          ? { listed: { size: input.size, modified: input.modified } }
          : {}),
        ...(program === null ? {} : { task: program.orderOf(task) }),
      };
    },
    check: (end, order) => checkEnd(output, end, order),
    onStarted: resources.affinity === 'numa' ? numaPlacement() : () => undefined,
    onEnded: (pid) => sampler.forget(pid),
  }) satisfies TaskRunner;
  // At least the time at which the batch resumes, even if the clock was set back since it began.
  const began = Math.min(Date.parse(header.startedAt), Date.now() - start.settled.at);
  const clock = monotonicClock(milliseconds(began));
  const measured = sharedSeats(limitedCapacity(measureCapacity(resources.memory)), share);
  let net = netBound(budget);
  const capacity: typeof measured = (state) => {
    const changed = measured(state);
    const machine = changed === null ? state.machine : { ...state.machine, capacity: changed };
    const bound = budget === null ? null : netBound(reservedMemory({ ...state, machine }));
    if (bound !== null && bound !== net) trees.limit(bound);
    net = bound;
    return changed;
  };
  const shared = share === undefined ? runner : share.runner(runner);
  const measures = { capacity, pressure: memoryStall, available: memoryAvailable, idle: idleMeter() };
  return { clock, runner: shared, sampler, journal, ...measures };
}

/** The same with the seats that this machine holds of a pool. */
function sharedSeats(
  measure: ReturnType<typeof measureCapacity>,
  share: Share | undefined,
): ReturnType<typeof measureCapacity> {
  return (state) => {
    const measured = measure(state);
    const seats = share?.seats() ?? null;
    if (seats === null) return measured;
    const isSame = measured === null && seats === state.machine.capacity.seats;
    return isSame ? null : { ...(measured ?? state.machine.capacity), seats };
  };
}

/** The same, but never more than somebody allows the batch. What the machine has is remembered: a limit may be taken back. */
function limitedCapacity(measure: ReturnType<typeof measureCapacity>): ReturnType<typeof measureCapacity> {
  let own: Capacity | null = null;
  return (state) => {
    const { machine } = state;
    own ??= machine.capacity;
    own = measure({ ...state, machine: { ...machine, capacity: own } }) ?? own;
    const memory = bytes(Math.min(own.memory, machine.most ?? own.memory));
    return memory === machine.capacity.memory ? null : { ...own, memory };
  };
}

/** What the system could still give to programs; null if it does not say. */
function memoryAvailable(): Bytes | null {
  const used = memoryInUse().bytes;
  return used === null ? null : bytes(Math.max(0, memoryLimit().bytes - used));
}
