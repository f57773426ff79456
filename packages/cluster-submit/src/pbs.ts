import { budgetOf, type ClusterJob, jobName, mebibytes, type Submission } from './job.ts';
import { mergeScript, shardScript } from './script.ts';

/** An array job of PBS Professional or OpenPBS, and a job that merges after it. */
export function pbs(job: ClusterJob): Submission {
  const { shards, atOnce, memory, cpus } = job;
  const atMost = atOnce === null ? '' : `%${atOnce}`;
  // PBS takes no array of one.
  const array = shards === 1 ? [] : [`#PBS -J 1-${shards}${atMost}`];
  const script = shardScript(job, {
    directives: [`#PBS -N ${jobName(job.name)}`, ...array, ...directivesOf(job)],
    shard: `\${PBS_ARRAY_INDEX:-1}`,
    limits: [
      ...(memory === null ? [] : [`limits+=(--memory ${budgetOf(mebibytes(memory))}MiB)`]),
      ...(cpus === null ? [] : [`limits+=(--workers ${cpus})`]),
    ],
  });
  const merge = mergeScript(job, [`#PBS -N ${jobName(job.name)}`, '#PBS -j oe']);
  return {
    files: [
      { name: 'shards.sh', text: script, executable: true },
      { name: 'merge.sh', text: merge, executable: true },
    ],
    steps: [
      { program: 'qsub', args: ['shards.sh'] },
      { program: 'qsub', args: ['-W', 'depend=afterany:{id}', 'merge.sh'] },
    ],
  };
}

function directivesOf({ licences, memory, cpus, minutes }: ClusterJob): readonly string[] {
  const chunk = [
    'select=1',
    ...(cpus === null ? [] : [`ncpus=${cpus}`]),
    ...(memory === null ? [] : [`mem=${mebibytes(memory)}mb`]),
  ];
  return [
    '#PBS -j oe',
    '#PBS -r y',
    ...(chunk.length === 1 ? [] : [`#PBS -l ${chunk.join(':')}`]),
    ...(minutes === null ? [] : [`#PBS -l walltime=${wallTime(minutes)}`]),
    ...licences.map(({ name, count }) => `#PBS -l ${name}=${count}`),
  ];
}

function wallTime(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}
