import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MixedBatch, shardedBatch } from '../batches/mixed-batch.ts';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';
import { startBallastWith } from '../support/with-environment.ts';

const place = placeOfAllTests();
let shared: MixedBatch;
beforeAll(async () => {
  shared = await shardedBatch(place, 4);
});
beforeEach(() => shared.again());

/** Stands in for the command of Slurm: runs the array, or the job after it, at once. */
const SBATCH = `#!/bin/bash
echo "$@" >> "$STAND_IN/calls"
script="\${@: -1}"
array=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "$script")
for task in $(seq 0 "\${array:-0}"); do
  SLURM_ARRAY_TASK_ID=$task BALLAST_RETRY_DELAY=0 bash "$script" >> "$STAND_IN/log" 2>&1
done
echo "4711;cluster"
`;

describe.runIf(process.platform !== 'win32')('ballast submit', () => {
  it('runs the shards and the merge with the commands of the cluster', async () => {
    const { batch, tables } = shared;
    const bin = path.join(place.folder, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'sbatch'), SBATCH);
    chmodSync(path.join(bin, 'sbatch'), 0o755);
    const submit = ['submit', 'slurm', batch, '--shards', '3', '--licence', 'orcaflex'];
    const environment = { PATH: `${bin}:${process.env.PATH}`, STAND_IN: place.folder };
    const { code, stdout, stderr } = await startBallastWith(environment, submit).ended;
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('$ sbatch --parsable --dependency=afterany:4711 merge.sh');
    expect(readFileSync(path.join(place.folder, 'calls'), 'utf8').split('\n')).toEqual([
      '--parsable shards.sh',
      '--parsable --dependency=afterany:4711 merge.sh',
      '',
    ]);
    expect(tablesOf(place.out)).toEqual(tables);
  });

  it('shows everything and writes nothing with --print', async () => {
    const { batch } = shared;
    const { code, stdout } = await ballast(['submit', 'htcondor', batch, '--shards', '4', '--print']);
    expect(code).toBe(0);
    for (const part of ['==> shards.sub', 'queue 4', 'condor_submit_dag batch.dag', `--out '${place.out}'`])
      expect(stdout).toContain(part);
    expect(existsSync(place.out)).toBe(false);
  });

  it('says what is missing on a machine without the commands of the cluster', async () => {
    const { batch } = shared;
    const environment = { PATH: place.folder };
    const submit = startBallastWith(environment, ['submit', 'pbs', batch, '--shards', '2']);
    const { code, stderr } = await submit.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('qsub could not be run');
    expect(stderr).toContain('--print');
  });

  it.each([
    [['--memory', 'much'], '--memory "much" cannot be used'],
    [['--time', '4'], '--time "4" cannot be used'],
    [['--licence', 'a:b:c'], 'expected NAME or NAME:COUNT'],
    [['--licence', 'a b'], 'cannot be submitted'],
  ])('refuses %j', async (options, message) => {
    const { batch } = shared;
    const { code, stderr } = await ballast([
      'submit',
      'slurm',
      batch,
      '--shards',
      '2',
      '--print',
      ...options,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });
});
