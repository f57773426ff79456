import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { shardedBatch } from '../batches/mixed-batch.ts';
import { tablesOf } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, processesWith } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';
import { startBallastWith } from '../support/with-environment.ts';
import { type LocalSlurm, localSlurm, noSlurm } from './local-slurm.ts';

const place = placeOfEachTest();
const reason = noSlurm();
if (reason !== null) console.warn(`Slurm is not tested: ${reason}`);

const SHARDS = 6;
const FORGETFUL = 'a controller that is killed and comes back';

async function submit(slurm: LocalSlurm, batch: string): Promise<void> {
  const more = ['--shards', String(SHARDS), '--licence', 'orcaflex:1', '--cpus', '1'];
  const { code, stderr } = await startBallastWith(slurm.environment, ['submit', 'slurm', batch, ...more])
    .ended;
  expect(code, stderr).toBe(0);
}

const licencesInUse = (slurm: LocalSlurm): number =>
  Number(/Used=(\d+)/.exec(slurm.run('scontrol', ['show', 'licenses']))?.[1] ?? 0);

/** Waits for the end of all jobs, and returns the most licences that were in use. */
async function allEnded(slurm: LocalSlurm): Promise<number> {
  let most = 0;
  for (let isOver = false; !isOver; ) {
    most = Math.max(most, licencesInUse(slurm));
    // A controller that is down says nothing.
    const states = slurm.run('squeue', ['--noheader', '--states=all', '--format=%T']).trim();
    isOver = states !== '' && states.split('\n').every(hasEnded);
    await pause(100);
  }
  return most;
}

const hasEnded = (state: string): boolean => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(state.trim());

/** The processes of shards that run. */
async function shardProcess(): Promise<number> {
  return until('a shard', () => processesWith(`${place.out}\u0000--shard`)[0] ?? null);
}

describe.runIf(reason === null)('a batch on Slurm', () => {
  it.each([
    ['nothing', () => Promise.resolve()],
    ['a shard that is killed', async () => void process.kill(await shardProcess(), 'SIGKILL')],
    [
      FORGETFUL,
      async (slurm: LocalSlurm) => {
        slurm.kill('slurmctld');
        await pause(2000);
        slurm.start('slurmctld');
      },
    ],
    [
      'a node whose daemon is killed and comes back',
      async (slurm: LocalSlurm) => {
        slurm.kill('n1');
        await pause(2000);
        slurm.start('n1');
      },
    ],
  ])('has the tables of one run, and never more licences than there are: %s', async (name, disturb) => {
    const { batch, tables } = await shardedBatch(place, 24);
    using slurm = await localSlurm(path.join(place.folder, 'slurm'));
    await submit(slurm, batch);
    await until('two shards that run', () => licencesInUse(slurm) === 2);
    const [most] = await Promise.all([allEnded(slurm), disturb(slurm)]);
    expect(most).toBe(2);
    let merged = await ballast(['merge', place.out]);
    // A controller that is killed forgets what it took in its last seconds, and ends jobs that it does not know. The merge
    // names their shards, and the same command submits them again.
    if (name === FORGETFUL && merged.stderr.includes('SHARDS_UNFINISHED')) {
      await submit(slurm, batch);
      await allEnded(slurm);
      merged = await ballast(['merge', place.out]);
    }
    expect(merged.stdout, merged.stderr).toContain('24 of 25 files succeeded');
    expect(tablesOf(place.out)).toEqual(tables);
  });
});
