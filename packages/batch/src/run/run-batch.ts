import { memoryLimit } from '@ballast/profiler';
import { type FaultError, type Milliseconds, milliseconds } from '@ballast/resource-model';
import {
  type Engine,
  type EnginePorts,
  initialState,
  type SchedulerState,
  startEngine,
} from '@ballast/scheduler';
import type { ChainEnd, JournalRecord, Outcome } from '@ballast/scheduler/journal';
import type { TaskSizes } from '@ballast/simulator';
import { type Disturbance, disturbanceFault } from '../folder/disturbance.ts';
import type { FolderWatch } from '../folder/folder-watch.ts';
import { predictMakespan, quickPlan } from '../learned/predict-makespan.ts';
import { type EarlyWorkers, enforced, startWorkers, WorkersInAdvance } from '../prepare/early-workers.ts';
import { planMemory } from '../prepare/plan-memory.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { footprintsOf } from '../prepare/reader-traits.ts';
import { startedInAdvance } from '../prepare/started-in-advance.ts';
import { compose } from './compose.ts';
import { type BatchEvent, eventOf } from './events.ts';
import { type BatchJournal, openJournal } from './open-journal.ts';
import { type ShareBatch, sharedBatch } from './share.ts';

/** Time between two measurements of the workers, and between two syncs of the journal, in milliseconds. */
const TICK_EVERY = 250;
const SYNC_EVERY = 1000;

/** Other machines have the tasks. */
const FOLLOWING = { onlyFollows: true } as const;

export interface RunObserver {
  /** Called once, when the engine has started; orders given to it now take effect before anything is admitted. */
  started(engine: Engine): void;
  event(event: BatchEvent): void;
  /** A task has its final outcome. */
  settled?(task: number, outcome: Outcome): void;
  /** The journal has these records, and ends like this. */
  appended?(records: readonly JournalRecord[], end: ChainEnd): void;
}

/**
 * Runs every task of a prepared batch; its journal then has a record of everything that happened. Fault OUTPUT_DISTURBED if
 * somebody removed or replaced what the batch writes to; every worker has ended then.
 */
export async function runBatch(
  prepared: PreparedBatch,
  watch: FolderWatch,
  observer: RunObserver,
  shareBatch?: ShareBatch,
): Promise<SchedulerState> {
  const { inputs, header, output, resources, batch, start, verify, listedElsewhere } = prepared;
  const plan = listedElsewhere?.plan ?? null;
  let running: Engine | null = null;
  let unused: EnginePorts['runner'] | null = null;
  const journal = await openJournal(output, start, {
    stillOurs: prepared.stillOurs,
    watch,
    appended: (records, end) => observer.appended?.(records, end),
  });
  try {
    const share = await shareBatch?.(sharedBatch(prepared));
    const early = share === undefined ? earlyWorkers(prepared) : null;
    await using workers = new WorkersInAdvance(early);
    const ports = compose({
      header,
      inputs,
      output,
      resources: batch.resources,
      journal,
      start,
      verify,
      program: prepared.program,
      early,
      isListedElsewhere: listedElsewhere !== null,
      ...(plan === null ? {} : { plan }),
      ...(share === undefined ? {} : { share }),
    });
    unused = ports.runner;
    // It closes them.
    workers.take();
    const sizes = Float64Array.from(inputs, (input) => input.size);
    const facts = await planMemory(
      { reader: batch.reader, plan: prepared.plan, feature: prepared.program?.feature ?? null },
      inputs,
    );
    const footprints = footprintsOf(batch.reader, facts);
    if (share === undefined) predict(prepared, { sizes, footprints }, journal);
    const config = { ...resources.config, ...(share === undefined ? {} : FOLLOWING) };
    const state = initialState(config, { sizes, footprints, facts, settled: start.settled });
    const engine = startEngine(state, ports, {
      tickEvery: TICK_EVERY,
      syncEvery: SYNC_EVERY,
      onRecords: (records) => {
        for (const record of records) {
          const event = eventOf(record, inputs);
          if (event !== null) observer.event(event);
          if (record.type === 'settled') observer.settled?.(record.task, record.outcome);
        }
      },
    });
    // It closes the runner.
    unused = null;
    observer.started(engine);
    running = engine;
    void watch.disturbed.then((disturbance) => {
      if (running !== null) stop(running, disturbanceFault(disturbance, output));
    });
    const ended = await engine.ended.catch((error: unknown) => {
      if (watch.found === null) throw error;
      return engine.state();
    });
    const disturbance = await watch.cause();
    if (disturbance !== null) throw disturbanceFault(disturbance, output, kept(journal, disturbance));
    return ended;
  } finally {
    // What it knows of many tasks is large, and the watch goes on.
    running = null;
    await unused?.close();
    journal.close();
  }
}

/** Those that started while the batch was prepared; otherwise they start now. None for a program of the user's own. */
function earlyWorkers(prepared: PreparedBatch): EarlyWorkers | null {
  const { inputs, program, resources, start, batch, settings, output } = prepared;
  const started = prepared.workers.take();
  if (program !== null || started?.spares.areReady === true) return started;
  const ended = start.settled.outcomes.filter((outcome) => outcome !== undefined).length;
  const count = startedInAdvance(resources.config, inputs.length - ended);
  const options = { count, budget: enforced(batch, resources), shown: output.plan };
  return startWorkers({ reader: batch.reader, settings }, options, started?.trees);
}

/** A batch that reuses results has less to do than the models know. */
function predict(
  { batch, start, resources: { config }, earlier, startSeconds }: PreparedBatch,
  files: TaskSizes,
  journal: BatchJournal,
): void {
  const { continued, cached, settled } = start;
  // Without any memory nothing is admitted.
  if (config.capacity.memory <= 0) return;
  if (continued !== null || cached.size > 0 || settled.outcomes.some((one) => one !== undefined)) return;
  const conditions = {
    config,
    physicalMemory: memoryLimit().bytes,
    startSeconds,
    isOwnTask: batch.task !== null,
  };
  const { modelled, makespan, learned } = predictMakespan(quickPlan(files, conditions), config, earlier);
  const time = (seconds: number): Milliseconds => milliseconds(1000 * seconds);
  const range = { median: time(makespan.median), ninetieth: time(makespan.ninetieth) };
  const at = milliseconds(0);
  journal.append([{ type: 'predicted', at, modelled: time(modelled), ...range, learned }]);
}

/** What still runs cannot be recorded, or has no place for its result. */
function stop(engine: Engine, { message }: FaultError): void {
  engine.storageFault(message);
  engine.cancel(message);
}

/** Where the journal is kept; null if it cannot be kept: the batch has stopped for another reason already. */
function kept(journal: BatchJournal, { kind }: Disturbance): string | null {
  try {
    return journal.keep(kind);
  } catch {
    return null;
  }
}
