import { expandedChannels, planReads } from '@ballast/results-model';
import { outputFolder } from '../folder/layout.ts';
import { listInputs } from '../inputs/list.ts';
import type { MakespanPrediction } from '../learned/predict-makespan.ts';
import { settingsOf } from '../prepare/as-run.ts';
import { checkColumns } from '../prepare/check-columns.ts';
import type { CheckedBatch } from '../prepare/checked-batch.ts';
import { planMemory } from '../prepare/plan-memory.ts';
import { knownOf } from './known.ts';
import { type Plan, type Planned, planBatch, predictBatch } from './plan.ts';

export interface ForecastOptions {
  /** Whether to use what earlier batches taught about this machine; default true. */
  readonly history?: boolean;
  /** Seconds from starting a worker process to its first message. */
  readonly startSeconds: number;
  /** Whether to look up the names of the columns in the inputs; default false. Fault: COLUMNS_NOT_FOUND. */
  readonly checkNames?: boolean;
}

/** How a batch is expected to run. */
export interface Forecast {
  readonly plan: Plan;
  readonly warnings: readonly string[];
  /** The same inputs under other settings. */
  whatIf(other: CheckedBatch): MakespanPrediction;
}

/**
 * Predicts a batch; nothing is written. Unless names are looked up, no reader's library is loaded and no licence is taken.
 * Faults: those of inputs.
 */
export async function forecast(
  checked: CheckedBatch,
  { history = true, startSeconds, checkNames = false }: ForecastOptions,
): Promise<Forecast> {
  const { batch, inputDirectory: directory, output } = checked;
  const { include, exclude } = batch.inputs;
  const inputs = checked.inputs ?? listInputs({ directory, include, exclude, output });
  const { program } = checked;
  const known = await knownOf(batch, history, program);
  const derived = expandedChannels(batch.channels).map(({ name }) => name);
  const plan = planReads(batch.tables, derived);
  const planFile = outputFolder(output, null).plan;
  const names = { checked, inputs, plan, settings: settingsOf(checked), planFile };
  const nameWarnings = checkNames ? await checkColumns(names) : [];
  const memory = await planMemory({ reader: batch.reader, plan, feature: program?.feature ?? null }, inputs);
  const planned: Planned = { checked, inputs, planned: memory, known, startSeconds };
  return {
    plan: planBatch(planned),
    warnings: [...checked.warnings, ...(known.warning === null ? [] : [known.warning]), ...nameWarnings],
    whatIf: (other) => predictBatch({ ...planned, checked: other }),
  };
}
