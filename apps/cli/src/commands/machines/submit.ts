import { chmodSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, shardsFolder, writeWhole } from '@ballast/batch';
import { type Cluster, type Submission, submission } from '@ballast/cluster-submit';
import { forTerminal } from '@ballast/text';
import { type JobFlags, jobOf } from '../../cluster/job-of.ts';
import { runSteps } from '../../cluster/run-steps.ts';
import { EXIT } from '../../exit-code.ts';
import { loadBatch } from '../load-batch.ts';

export interface SubmitFlags extends JobFlags {
  readonly out?: string;
  readonly print: boolean;
}

/**
 * `ballast submit`: writes the files that run a batch in shards on a cluster, and submits them. Returns the exit code. Faults:
 * those of the batch file, SUBMIT_OPTION, CLUSTER_JOB, CLUSTER_COMMAND.
 */
export async function submitCommand(cluster: Cluster, file: string, flags: SubmitFlags): Promise<number> {
  const checked = loadBatch(file, { set: [], ...(flags.out === undefined ? {} : { out: flags.out }) });
  const made = submission(cluster, jobOf(file, checked, flags));
  const folder = path.join(shardsFolder(checked.output), cluster);
  if (flags.print) {
    print(shown(made, folder));
    return EXIT.ok;
  }
  makeFolder(folder);
  for (const { name, text, executable } of made.files) {
    await writeWhole(path.join(folder, name), [text]);
    if (executable) chmodSync(path.join(folder, name), 0o755);
  }
  print([`the files and the logs of the shards are in ${folder}`]);
  for (const { command, stdout } of runSteps(folder, made.steps)) {
    print([`$ ${command.join(' ')}`, ...stdout.trim().split('\n')]);
  }
  return EXIT.ok;
}

function shown({ files, steps }: Submission, folder: string): string[] {
  return [
    ...files.flatMap(({ name, text }) => [`==> ${name}`, ...text.split('\n')]),
    `==> to run in ${folder}, with {id} for the id that the command before it printed`,
    ...steps.map(({ program, args }) => [program, ...args].join(' ')),
  ];
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${forTerminal(line)}\n`);
}
