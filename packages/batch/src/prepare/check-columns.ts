import { missingPlan, type ReadPlan } from '@ballast/results-model';
import type { Input } from '../inputs/list.ts';
import { planIn } from '../resume/earlier-batch.ts';
import { checkNames, type NamesToCheck } from '../survey/check-names.ts';
import { LookUpApart } from '../survey/look-up-apart.ts';
import { refuseUnknownNames } from '../survey/names-fault.ts';
import type { ReaderSettings } from '../worker/readers.ts';
import type { CheckedBatch } from './checked-batch.ts';

interface ColumnsToCheck {
  readonly checked: CheckedBatch;
  readonly inputs: readonly Input[];
  readonly plan: ReadPlan;
  readonly settings: ReaderSettings;
  /** The plan of the batch in the output folder; null if nothing of it is used. */
  readonly planFile: string | null;
  readonly apart?: NamesToCheck['apart'];
}

/** A process that starts while the batch is prepared, if models are to be loaded for their names; null otherwise. */
export function lookUpApartOf(checked: CheckedBatch, settings: ReaderSettings): LookUpApart | null {
  const { batch, configuration } = checked;
  if (batch.reader !== 'orcaflex' || configuration !== undefined) return null;
  return new LookUpApart({ reader: batch.reader, settings });
}

/**
 * Looks up the names that are new: what an earlier batch in the folder asked for is known from its results. Returns warnings
 * about names that only some inputs have. Fault: COLUMNS_NOT_FOUND. A foreign configuration has its own reports of what is
 * missing, so its names are not looked up.
 */
export async function checkColumns(check: ColumnsToCheck): Promise<readonly string[]> {
  const { checked, inputs, plan, settings, planFile, apart = null } = check;
  if (checked.configuration !== undefined) return [];
  const before = planFile === null ? null : (planIn(planFile)?.plan ?? null);
  const left = before === null ? plan : missingPlan(before, plan);
  if (left === null) return [];
  const found = await checkNames({ reader: checked.batch.reader, settings, inputs, plan: left, apart });
  return refuseUnknownNames(found, inputs.length);
}
