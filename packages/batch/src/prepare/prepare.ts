import { existsSync } from 'node:fs';
import type { Batch } from '@ballast/config';
import { expandedChannels, planReads, type ReadPlan } from '@ballast/results-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import { type LoadCases, loadCases, withCases } from '../inputs/cases.ts';
import { type Input, listInputs } from '../inputs/list.ts';
import { withReadableNames } from '../inputs/run-names.ts';
import { type HistoryKey, loadModels } from '../learned/batch-history.ts';
import { planHash } from '../learned/plan-key.ts';
import type { Earlier } from '../learned/predict-makespan.ts';
import { readerKey } from '../learned/reader-key.ts';
import { startSecondsOf } from '../learned/start-seconds.ts';
import type { BatchStart } from '../resume/batch-start.ts';
import type { BatchToBegin } from '../resume/begin.ts';
import { changedProgram } from '../resume/changed-program.ts';
import { journalHeader } from '../resume/header.ts';
import { adoptOutcomes } from '../shards/adopt.ts';
import { inputsOfShard } from '../shards/choose.ts';
import { type Shard, shardRoot } from '../shards/shard.ts';
import { type ReaderSettings, readerDetails } from '../worker/readers.ts';
import { linesOfPlan } from '../worker/results/made-lines.ts';
import { programOf, type TaskProgram } from '../worker/task-program.ts';
import { type PlanFile, RESULT_VERSION, type WorkPlan } from '../worker/work-plan.ts';
import { asRun, resolved, settingsOf } from './as-run.ts';
import { checkColumns, lookUpApartOf } from './check-columns.ts';
import { checkFormats } from './check-formats.ts';
import { checkPlaces } from './check-places.ts';
import type { CheckedBatch } from './checked-batch.ts';
import { enforced, startWorkers, WorkersInAdvance } from './early-workers.ts';
import { asRecorded, continues, recordedElsewhere } from './elsewhere/recorded.ts';
import { ownPlan } from './own-plan.ts';
import { type BatchResources, batchResources } from './resources.ts';
import { runSettings } from './run-settings.ts';
import { startedInAdvance } from './started-in-advance.ts';
import { takeOutput } from './take-output.ts';

/**
 * A batch that is ready to run: everything that can be refused has been checked, and the output folder exists and belongs
 * to this process until the batch is disposed of.
 */
export interface PreparedBatch extends Disposable {
  readonly batch: Batch;
  readonly inputs: readonly Input[];
  /** Absolute folder of the inputs. */
  readonly inputDirectory: string;
  /** Whether other machines write results into the output folder, also while this process does not run. */
  readonly isShared: boolean;
  /** Only a part of the inputs; null for all of them. */
  readonly shard: Shard | null;
  /** The load cases of the inputs; null if no table needs them. */
  readonly cases: LoadCases | null;
  readonly plan: ReadPlan;
  readonly resources: BatchResources;
  readonly output: OutputFolder;
  /** Describes this process, with the time at which the journal began. */
  readonly header: JournalHeader;
  readonly start: BatchStart;
  readonly verify: boolean;
  /** Null for a batch with a reader. */
  readonly program: TaskProgram | null;
  /**
   * Another machine, or this one under other paths, has listed the inputs; null if this process did. `plan`: what the workers of this
   * machine get, since the plan in the output folder has paths of the other one.
   */
  readonly listedElsewhere: { readonly plan: PlanFile | null } | null;
  /** Whether a page is written at the end. */
  readonly page: boolean;
  /** What the page compares this batch with. */
  readonly baseline: { readonly named: string | null; readonly last: string | null };
  readonly historyKey: HistoryKey;
  /** What earlier batches took; empty if the history is not used. */
  readonly earlier: Earlier;
  /** What readers of the workers need. */
  readonly settings: ReaderSettings;
  /** Worker processes that have started already; whoever prepared the batch disposes of them unless they are taken. */
  readonly workers: WorkersInAdvance;
  /** Seconds from starting a worker process to its first message. */
  readonly startSeconds: number;
  readonly warnings: readonly string[];
  /** Throws OUTPUT_TAKEN if another process has taken over the output folder. */
  stillOurs(): void;
  /** Whether the lock was removed and made again since. */
  lockWasRemoved(): boolean;
}

export interface PrepareOptions {
  /** Use what earlier batches taught about this machine. */
  readonly history: boolean;
  /** Ignore everything that is in the output folder. */
  readonly fresh: boolean;
  /** Compare whole inputs (by hash) with what was read. */
  readonly verify: boolean;
  /** Compare digests of everything that the batch wrote, not just sizes; `verify` does it too. */
  readonly repair?: boolean;
  /** Do not refuse an output folder that is the input folder or lies in it. */
  readonly allowOutputInInputs?: boolean;
  /** Keep the results of a task whose files have changed since. */
  readonly keep?: boolean;
  /** Write the report as a page too; default true. */
  readonly page?: boolean;
  /** Output folder of a batch that the page compares this one with, relative to the working directory. */
  readonly baseline?: string;
  /** Where the last batch with the same name wrote: compared with if no other is named, and none was moved aside for this one. */
  readonly lastBatch?: string;
  /** Look up the names of the columns in the inputs; names that results in the output folder are for are not looked up. */
  readonly checkNames?: boolean;
  /** Other machines write results into the output folder, also while this process does not run. */
  readonly isShared?: boolean;
  /** Worker processes may start before everything is checked: if the batch is refused, they have ended. */
  readonly startsWorkers?: boolean;
  /** Called when everything that can be refused has been checked, right before anything is written. */
  readonly beforeTaking?: () => void;
  /** Called with one sentence before this process watches the lock of another one. */
  readonly notice?: (message: string) => void;
}

/** Checks what can be checked before anything is written, then makes the output folder, or resumes the batch in it. */
export async function prepareBatch(checked: CheckedBatch, options: PrepareOptions): Promise<PreparedBatch> {
  const { base, inputDirectory, output: root, inputs: listed } = checked;
  const { shard, merged } = checked;
  const whole = outputFolder(root, resolved(base, checked.batch.tablesFolder));
  const output = shard === undefined ? whole : outputFolder(shardRoot(root, shard));
  // Foreign configurations have their own rules for places, and tasks run in the folder of their inputs.
  const hasOwnRules = checked.configuration !== undefined || checked.batch.task !== null;
  if (options.allowOutputInInputs !== true && !hasOwnRules) checkPlaces(whole, inputDirectory);
  const { include, exclude } = checked.batch.inputs;
  const found = listed ?? listInputs({ directory: inputDirectory, include, exclude, output: root });
  const before = options.fresh ? null : recordedElsewhere(output, checked);
  const seen = before === null ? found : asRecorded(found, before);
  const all = withReadableNames(seen, checked.batch.names);
  const inputs = shard === undefined ? all : inputsOfShard(all, shard);
  const cases = casesOf(checked, all);
  const tables = withCases(checked.batch.tables, cases);
  // What is read is the same in every shard; tables are made of all of them.
  const batch = { ...checked.batch, tables: shard === undefined ? tables : [] };
  const settings = settingsOf(checked);
  using apart = options.checkNames === true ? lookUpApartOf(checked, settings) : null;
  const program = batch.task === null ? null : programOf(checked.program);
  const changed = program === null ? null : changedProgram(output, program.details, options);
  // Shards may have read with a library that this machine lacks.
  const ofShards = merged?.[0]?.batch.header.readerDetails;
  const isShared = options.isShared ?? false;
  // Nodes read with libraries of their own, and each compares its version: the coordinator needs none to follow them.
  const ofNodes = isShared && program === null ? before?.header.readerDetails : undefined;
  const own = ofShards ?? ofNodes ?? changed?.details ?? (await readerDetails(batch.reader, settings));
  const derived = expandedChannels(batch.channels).map(({ name }) => name);
  const plan = planReads(tables, derived);
  // With another version of the library it is another batch, as on one machine.
  const recorded = before !== null && continues(before, { details: own, plan }) ? before : null;
  const details = recorded?.header.readerDetails ?? own;
  checkFormats(tables, plan, all.length);
  const historyKey = { readerKey: readerKey(batch, details.version ?? ''), planKey: planHash(plan) };
  const known = options.history ? await loadModels(historyKey) : null;
  const resources = batchResources(batch, {
    inputDirectory,
    models: known?.models ?? null,
    shared: program?.shared ?? null,
  });
  const isNew = recorded === null && merged === undefined && (options.fresh || !existsSync(output.journal));
  await using early = new WorkersInAdvance(
    options.startsWorkers === true && isNew && !isShared && program === null
      ? startWorkers(
          { reader: batch.reader, settings },
          {
            count: startedInAdvance(resources.config, inputs.length),
            budget: enforced(batch, resources),
            shown: output.plan,
          },
        )
      : null,
  );
  const effective = recorded?.text ?? asRun(checked);
  const header = journalHeader({
    batch: batch.name,
    reader: batch.reader,
    readerDetails: details,
    effectiveBatch: effective,
    inputs: inputs.length,
    cores: resources.config.capacity.corePermits,
    budget: {
      memory: resources.config.capacity.memory,
      source: resources.budgetSource,
      workers: resources.config.workers === 'auto' ? null : resources.config.workers,
    },
    machine: resources.machine,
    settings: runSettings(resources.config),
  });
  const configuration = checked.configuration ?? null;
  const origin = { resultVersion: RESULT_VERSION, inputs: inputDirectory, earlier: null, configuration };
  const setup = program === null ? {} : { task: program.setup };
  const lines = linesOfPlan(tables, plan);
  const here: WorkPlan = { reader: batch.reader, settings, plan, ...lines, ...setup, origin };
  const workPlan = recorded?.plan ?? here;
  const { fresh, verify, repair = false, checkNames = false } = options;
  const nameWarnings = checkNames
    ? await checkColumns({
        checked,
        inputs: all,
        plan,
        settings,
        planFile: fresh ? null : output.plan,
        apart,
      })
    : [];
  options.beforeTaking?.();
  // The file of load cases may have changed, and tables over cases depend on it.
  const republish = cases !== null;
  const begun = {
    header,
    inputs,
    plan: workPlan,
    effective,
    fresh,
    verify,
    digests: verify || repair,
    republish,
    isShared,
    ...(merged === undefined
      ? {}
      : { adopt: (tasks) => adoptOutcomes(merged, { inputs, plan, output }, tasks) }),
  } satisfies BatchToBegin;
  const { notice } = options;
  const { lock, start } = await takeOutput(output, begun, { shard: shard ?? null, notice });
  const warnings = [
    ...(changed?.notices ?? []),
    lock.warning,
    known?.warning ?? null,
    ...(cases?.warnings ?? []),
    ...nameWarnings,
  ].filter((warning) => warning !== null);
  const { startedAt, planHash: hash } = start.header;
  const ownFile = recorded === null || isShared ? null : ownPlan(here);
  return {
    batch,
    inputs,
    inputDirectory,
    isShared,
    shard: shard ?? null,
    cases: shard === undefined ? cases : null,
    plan,
    resources,
    output,
    start,
    verify,
    program,
    listedElsewhere: recorded === null ? null : { plan: ownFile?.file ?? null },
    // A part has no page of its own: it would compare files with a part of the others.
    page: shard === undefined && (options.page ?? true),
    baseline: {
      named: resolved('.', options.baseline ?? null),
      last: resolved('.', options.lastBatch ?? null),
    },
    historyKey,
    earlier: { makespans: known?.makespans ?? [], ofReader: known?.ofReader ?? [] },
    startSeconds: startSecondsOf(process.cpuUsage()),
    settings,
    workers: early.handedOn(),
    warnings,
    header: { ...header, startedAt, ...(hash === undefined ? {} : { planHash: hash }) },
    stillOurs: lock.check,
    lockWasRemoved: lock.wasRemoved,
    [Symbol.dispose]: () => {
      lock.release();
      ownFile?.remove();
    },
  };
}

/** Null if no table is about load cases. */
function casesOf({ batch, base }: CheckedBatch, inputs: readonly Input[]): LoadCases | null {
  if (batch.tables.every(({ cases }) => cases === undefined)) return null;
  const { file = null, pattern = null } = batch.cases ?? {};
  return loadCases({ file: resolved(base, file), pattern }, inputs);
}
