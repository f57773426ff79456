import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Batch } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import type { ReadPlan } from '@ballast/results-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import { digestOf } from '../files/digest.ts';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import type { Input } from '../inputs/list.ts';
import { loadModels } from '../learned/batch-history.ts';
import { planHash } from '../learned/plan-key.ts';
import { readerKey } from '../learned/reader-key.ts';
import { journalHeader } from '../resume/header.ts';
import { productName } from '../worker/product-version.ts';
import { readerDetails } from '../worker/readers.ts';
import { differingFiles, type TaskIdentity, taskIdentity } from '../worker/task-identity.ts';
import type { TaskProgram } from '../worker/task-program.ts';
import { type PlanFile, RESULT_VERSION } from '../worker/work-plan.ts';
import { planOrNull } from '../worker/work-plan-schema.ts';
import { settingsOf } from './as-run.ts';
import { checkBatch } from './check-batch.ts';
import type { CheckedBatch } from './checked-batch.ts';
import { ownPlan } from './own-plan.ts';
import { type BatchResources, batchResources } from './resources.ts';
import { runSettings } from './run-settings.ts';

/** A batch of another machine that this one takes part in. */
export interface NodeBatch {
  /** Output folder, absolute on this machine. */
  readonly output: string;
  /** Folder of the inputs, absolute on this machine. */
  readonly inputDirectory: string;
  /** SHA-256 of the effective batch and of the work plan in the output folder. */
  readonly batchHash: string;
  readonly planHash: string;
  readonly resultVersion: number;
  /** The versions of the reader and of its library, by `versionsOf`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Name and version of the Ballast of the machine that began the batch, as `productName` has it. */
  readonly product: string;
  /** What runs in place of a reader; null for a batch with a reader. */
  readonly task: TaskIdentity | null;
  /** How many inputs the batch has. */
  readonly inputs: number;
  /** Those that may be done here. */
  readonly listed: readonly {
    readonly task: number;
    readonly file: string;
    readonly size: number;
    readonly modified: number | null;
  }[];
}

/**
 * The same batch with what this machine runs for the task of that name: never what the batch says. Its faults refuse the batch.
 */
export type OwnTask = (checked: CheckedBatch, name: string) => CheckedBatch;

export interface NodeOptions {
  /** Whether to use what earlier batches taught about this machine. */
  readonly history: boolean;
  /** `key=value` pairs that replace values of the batch on this machine, such as `resources.memory=50%`. */
  readonly overrides: readonly string[];
  readonly ownTask: OwnTask;
}

/** A batch that is ready to be worked on here. */
export interface PreparedNode extends Disposable {
  readonly batch: Batch;
  readonly output: OutputFolder;
  /** One entry a task; those that are not listed have no file. */
  readonly inputs: readonly Input[];
  readonly isListed: (task: number) => boolean;
  readonly plan: ReadPlan;
  /** What the workers of this machine get. */
  readonly planFile: PlanFile;
  readonly resources: BatchResources;
  readonly header: JournalHeader;
  /** What this machine runs in place of a reader; null for a batch with a reader. */
  readonly program: TaskProgram | null;
}

/**
 * Reads a batch in the output folder of another machine, and checks that this one would read the same values. Faults:
 * FLEET_BATCH_CHANGED, PLAN_DAMAGED, FLEET_OWN_TASK, FLEET_TASK_DIFFERS, FLEET_VERSIONS, BATCH_INVALID, those of the reader and of
 * `ownTask`.
 */
export async function prepareNode(
  given: NodeBatch,
  { history, overrides, ownTask }: NodeOptions,
): Promise<PreparedNode> {
  const output = outputFolder(given.output);
  const source = path.basename(output.effectiveBatch);
  const text = effectiveText(output, given.batchHash);
  const found = planOrNull({ path: output.plan, hash: given.planHash });
  if (found === null) throw planDamaged(output);
  const written = checkBatch(text, { base: given.output, source, overrides });
  const checked = withTaskOf(given, { ...written, inputs: inputsOf(given) }, ownTask);
  const { batch, program = null, inputs = [] } = checked;
  // The library is this machine's own: nothing here says where it is.
  const settings = { ...settingsOf(checked), library: null };
  const details = program?.details ?? (await readerDetails(batch.reader, settings));
  requireSame(given, program === null ? details : {});
  const { plan } = found;
  const key = { readerKey: readerKey(batch, details.version ?? ''), planKey: planHash(plan) };
  const known = history ? await loadModels(key) : null;
  const resources = batchResources(batch, {
    inputDirectory: given.inputDirectory,
    models: known?.models ?? null,
    shared: program?.shared ?? null,
  });
  const task = program === null ? {} : { task: program.setup };
  const own = ownPlan({ ...found, settings, ...task });
  const listed = new Set(given.listed.map((one) => one.task));
  return {
    ...{ batch, output, inputs, plan, resources, program },
    isListed: (index) => listed.has(index),
    planFile: own.file,
    header: { ...headerOf({ batch, resources, text, details, inputs }), planHash: given.planHash },
    [Symbol.dispose]: own.remove,
  };
}

/** Faults: FLEET_OWN_TASK, FLEET_TASK_DIFFERS, and those of `ownTask`. */
function withTaskOf(given: NodeBatch, checked: CheckedBatch, ownTask: OwnTask): CheckedBatch {
  const { task } = checked.batch;
  if (task === null && given.task === null) return checked;
  const name = given.task?.name ?? null;
  if (given.task === null || task === null || name === null || task.name !== name)
    throw taskUnnamed(given.output);
  const allowed = ownTask(checked, name);
  const differing = differingFiles(given.task, taskIdentity(task, allowed.program?.details ?? {}));
  if (differing.length === 0) return allowed;
  throw new FaultError({
    code: 'FLEET_TASK_DIFFERS',
    message: `the task \`${name}\` of this machine is not that of the rest of the fleet: ${differing.join(', ')} differs, or is missing`,
    hint: 'put the same files on all machines, and name the same ones in `depends`',
    details: { task: name, differing },
  });
}

/** What of the details of a reader has to be the same on all machines. */
export function versionsOf(details: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(details).filter(([name]) => /version$/i.test(name)));
}

function effectiveText({ effectiveBatch }: OutputFolder, hash: string): string {
  const content = contentOf(effectiveBatch);
  if (typeof content !== 'string' && digestOf(content).sha256 === hash) return content.toString('utf8');
  throw new FaultError({
    code: 'FLEET_BATCH_CHANGED',
    message: `${effectiveBatch} is not the batch that the fleet works on${typeof content === 'string' ? `: ${content}` : ''}`,
    hint: 'check that the roots of this machine name the same folders as those of the others',
    details: { path: effectiveBatch },
  });
}

/** The reason if it cannot be read. */
function contentOf(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch (error) {
    return (error as Error).message;
  }
}

function planDamaged({ plan }: OutputFolder): FaultError {
  return new FaultError({
    code: 'PLAN_DAMAGED',
    message: `${plan} is not the work plan that was written`,
    hint: 'run the batch again, which makes the plan again',
    details: { path: plan },
  });
}

function taskUnnamed(output: string): FaultError {
  return new FaultError({
    code: 'FLEET_OWN_TASK',
    message: `the batch in ${output} runs a command of its own that its board does not name, and no machine may make another one run something`,
    hint: 'give the task a name (`name` in `task`), allow that name on each machine (`tasks` in its fleet file), and begin the batch again',
    details: { path: output },
  });
}

/** Two machines that would read other values must not fill the same table. */
function requireSame(
  { versions, resultVersion, product }: NodeBatch,
  details: Readonly<Record<string, string>>,
): void {
  const mine = { ...versionsOf(details), product: productName(), results: String(RESULT_VERSION) };
  const theirs: Readonly<Record<string, string>> = { ...versions, product, results: String(resultVersion) };
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].sort();
  const other = names.filter((name) => (mine as Record<string, string>)[name] !== theirs[name]);
  if (other.length === 0) return;
  const what = other.map(
    (name) =>
      `${name} ${(mine as Record<string, string>)[name] ?? 'none'} instead of ${theirs[name] ?? 'none'}`,
  );
  throw new FaultError({
    code: 'FLEET_VERSIONS',
    message: `this machine has ${what.join(', ')}, and could read other values than the rest of the fleet`,
    hint: 'install the same versions of Ballast and of the library on all machines',
    details: { mine, theirs },
  });
}

function inputsOf({ inputs, listed, inputDirectory }: NodeBatch): Input[] {
  const none: Input = { file: '', path: '', size: 0, modified: null, refused: null };
  const all = new Array<Input>(inputs).fill(none);
  for (const { task, file, size, modified } of listed) {
    if (task < inputs)
      all[task] = {
        file,
        size,
        modified,
        path: path.join(inputDirectory, ...file.split('/')),
        refused: null,
      };
  }
  return all;
}

function headerOf({
  batch,
  resources: { config, budgetSource, machine },
  text,
  details,
  inputs,
}: {
  readonly batch: Batch;
  readonly resources: BatchResources;
  readonly text: string;
  readonly details: Readonly<Record<string, string>>;
  readonly inputs: readonly Input[];
}): JournalHeader {
  return journalHeader({
    ...{ batch: batch.name, reader: batch.reader, readerDetails: details, effectiveBatch: text },
    ...{ inputs: inputs.length, cores: config.capacity.corePermits, machine, settings: runSettings(config) },
    budget: {
      memory: config.capacity.memory,
      source: budgetSource,
      workers: config.workers === 'auto' ? null : config.workers,
    },
  });
}
