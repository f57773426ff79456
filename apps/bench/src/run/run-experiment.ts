import { type Experiment, RESULT_VERSION } from '../result/experiment.ts';
import { currentLoad, machineRecord, versions } from './machine.ts';
import { type CasePlan, type RunSettings, runCase } from './run-case.ts';

export interface ExperimentPlan {
  readonly suite: string;
  readonly cases: readonly CasePlan[];
  readonly settings: RunSettings;
  /** Path of the Ballast command. */
  readonly program: string;
}

/** All cases, one after the other. */
export async function runExperiment({
  suite,
  cases: plans,
  settings,
  program,
}: ExperimentPlan): Promise<Experiment> {
  const startedAt = new Date();
  const machine = await machineRecord(settings.data);
  const cases = [];
  for (const plan of plans) cases.push(await runCase(plan, settings));
  return {
    type: 'bench-result',
    version: RESULT_VERSION,
    suite,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    seed: settings.seed,
    machine: { ...machine, loadAfter: currentLoad() },
    versions: versions(program),
    planted: settings.planted,
    cases,
  };
}
