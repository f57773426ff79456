import path from 'node:path';
import { type Batch, effectiveYaml } from '@ballast/config';
import { planReads, type ReadPlan } from '@ballast/results-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import type { LoadedBatch } from '../commands/load-batch.ts';
import { writeWhole } from '../platform/replace-file.ts';
import { type ReaderSettings, readerDetails } from '../readers.ts';
import type { WorkPlan } from '../work-plan.ts';
import { journalHeader } from './header.ts';
import { type Input, listInputs } from './inputs.ts';
import { type OutputFolder, outputFolder, prepareOutputFolder } from './output-folder.ts';
import { type BatchResources, batchResources } from './resources.ts';

/** A batch that is ready to run: everything that can be refused has been checked, and the output folder is there. */
export interface PreparedBatch {
  readonly batch: Batch;
  readonly inputs: readonly Input[];
  readonly plan: ReadPlan;
  readonly resources: BatchResources;
  readonly output: OutputFolder;
  readonly header: JournalHeader;
  /** Where an earlier batch in the same folder went. */
  readonly movedAside: string | null;
}

/** Checks what can be checked before anything is written, then makes the output folder. */
export async function prepareBatch({
  batch,
  base,
  inputDirectory,
  output: root,
}: LoadedBatch): Promise<PreparedBatch> {
  const output = outputFolder(root);
  const { include, exclude } = batch.inputs;
  const inputs = await listInputs({ directory: inputDirectory, include, exclude, output: root });
  const settings: ReaderSettings = {
    library: resolved(base, batch.orcaflex?.library ?? null),
    nativeThreads: batch.resources.nativeThreads,
  };
  const details = await readerDetails(batch.reader, settings);
  const plan = planReads(batch.tables);
  const resources = batchResources(batch, { inputDirectory, models: null });
  const effective = effectiveYaml(batch);
  const movedAside = prepareOutputFolder(output);
  await writeWhole(output.effectiveBatch, [effective]);
  const workPlan: WorkPlan = { reader: batch.reader, settings, plan };
  await writeWhole(output.plan, [JSON.stringify(workPlan)]);
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
      workers:
        resources.config.workers === 'auto'
          ? resources.config.capacity.corePermits
          : resources.config.workers,
    },
  });
  return { batch, inputs, plan, resources, output, header, movedAside };
}

/** Paths in a batch file count from the folder that it is in. */
function resolved(base: string, written: string | null): string | null {
  return written === null ? null : path.resolve(base, written);
}
