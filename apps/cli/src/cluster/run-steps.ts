import { spawnSync } from 'node:child_process';
import type { SubmitStep } from '@ballast/cluster-submit';
import { FaultError } from '@ballast/resource-model';

/** What a cluster printed about a step, and the step as it ran. */
export interface StepDone {
  readonly command: readonly string[];
  readonly stdout: string;
}

/** An id of a job: `123`, `123;cluster`, `123[].server`. */
const ID = /^[A-Za-z0-9_.[\]-]+/;

/** Runs the steps of a submission in their folder, in order; no shell reads them. Fault CLUSTER_COMMAND. */
export function* runSteps(folder: string, steps: readonly SubmitStep[]): Generator<StepDone> {
  let id = '';
  for (const { program, args } of steps) {
    const filled = args.map((arg) => arg.replaceAll('{id}', id));
    const done = spawnSync(program, filled, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (done.error !== undefined) throw failed(program, folder, done.error.message);
    if (done.status !== 0)
      throw failed(program, folder, `it ended with ${done.status}: ${done.stderr.trim()}`);
    [id = ''] = ID.exec(done.stdout.trim()) ?? [];
    yield { command: [program, ...filled], stdout: done.stdout };
  }
}

function failed(program: string, folder: string, what: string): FaultError {
  return new FaultError({
    code: 'CLUSTER_COMMAND',
    message: `${program} could not be run in ${folder}: ${what}`,
    hint: 'submit from a machine that has the commands of the cluster; --print shows the files and the commands',
    details: { path: folder },
  });
}
