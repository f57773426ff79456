import type { Bytes } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, type ClusterJob, submission } from './index.ts';
import { jobName } from './job.ts';
import { quoted } from './script.ts';

const JOB: ClusterJob = {
  name: 'dlc 1.2',
  ballast: ['ballast'],
  batch: '/share/batch.yml',
  output: '/share/out',
  shards: 8,
  atOnce: null,
  licences: [],
  memory: null,
  cpus: null,
  minutes: null,
};
const CLUSTERS: readonly Cluster[] = ['slurm', 'htcondor', 'pbs'];

describe('a job for a cluster', () => {
  it('has a name that every cluster takes', () => {
    expect(jobName('dlc 1.2')).toBe('dlc-1-2');
    expect(jobName('../../x\n#SBATCH --wrap=y')).toBe('x-SBATCH---wrap');
    fc.assert(fc.property(fc.string(), (name) => /^[A-Za-z][A-Za-z0-9_-]{0,14}$/.test(jobName(name))));
  });

  it.each([
    ['a licence with a line of its own', { licences: [{ name: 'a\n#SBATCH --wrap=x', count: 1 }] }],
    ['a licence that ends a directive', { licences: [{ name: 'a b', count: 1 }] }],
    ['no seat of a licence', { licences: [{ name: 'orcaflex', count: 0 }] }],
    ['no shards', { shards: 0 }],
    ['a broken number of shards', { shards: 1.5 }],
    ['a path with a line end', { batch: '/share/a\nrm -rf' }],
  ])('is refused with %s', (_, changed) => {
    for (const cluster of CLUSTERS) {
      expect(() => submission(cluster, { ...JOB, ...changed })).toThrow('cannot be submitted');
    }
  });

  it('says where the time, the memory and the seats of a shard are limited', () => {
    const wanted = {
      atOnce: 3,
      memory: (64 * 2 ** 30) as Bytes,
      cpus: 16,
      minutes: 150,
      licences: [{ name: 'orcaflex', count: 1 }],
    };
    const text = (cluster: Cluster): string =>
      submission(cluster, { ...JOB, ...wanted })
        .files.map((file) => file.text)
        .join('');
    for (const part of [
      '--array=0-7%3',
      '--mem=65536M',
      '--cpus-per-task=16',
      '--time=150',
      '--licenses=orcaflex:1',
    ])
      expect(text('slurm')).toContain(part);
    for (const part of ['-J 1-8%3', 'select=1:ncpus=16:mem=65536mb', 'walltime=02:30:00', '-l orcaflex=1'])
      expect(text('pbs')).toContain(part);
    for (const part of [
      'queue 8',
      'request_memory = 65536',
      'request_cpus = 16',
      'concurrency_limits = orcaflex:1',
    ])
      expect(text('htcondor')).toContain(part);
    expect(text('pbs')).toContain('--memory 62259MiB');
  });

  it('merges after the shards, also after ones that failed', () => {
    const [first, second] = submission('slurm', JOB).steps;
    expect(first?.args.at(-1)).toBe('shards.sh');
    expect(second?.args).toContain('--dependency=afterany:{id}');
  });

  it('is not an array for PBS if there is only one shard', () => {
    expect(submission('pbs', { ...JOB, shards: 1 }).files[0]?.text).not.toContain('-J');
  });
});

describe('a quoted word', () => {
  it('has no quote that is not closed', () => {
    expect(quoted("it's $HOME `x`")).toBe(`'it'\\''s $HOME \`x\`'`);
  });
});
