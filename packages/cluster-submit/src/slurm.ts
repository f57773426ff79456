import { type ClusterJob, jobName, mebibytes, type Submission } from './job.ts';
import { mergeScript, shardScript } from './script.ts';

/** An array job, and a job that merges after it. */
export function slurm(job: ClusterJob): Submission {
  const { shards, atOnce } = job;
  const atMost = atOnce === null ? '' : `%${atOnce}`;
  const array = `--array=0-${shards - 1}${atMost}`;
  const script = shardScript(job, {
    directives: [`#SBATCH --job-name=${jobName(job.name)}`, `#SBATCH ${array}`, ...directivesOf(job)],
    shard: '$((SLURM_ARRAY_TASK_ID + 1))',
    limits: [
      '# Not every site confines a job to its share of a node.',
      `if [ -n "\${SLURM_MEM_PER_NODE:-}" ]; then limits+=(--memory "$((SLURM_MEM_PER_NODE * 95 / 100))MiB"); fi`,
      `if [ -n "\${SLURM_CPUS_PER_TASK:-}" ]; then limits+=(--workers "$SLURM_CPUS_PER_TASK"); fi`,
    ],
  });
  const merge = mergeScript(job, [`#SBATCH --job-name=${jobName(job.name)}`, '#SBATCH --ntasks=1']);
  return {
    files: [
      { name: 'shards.sh', text: script, executable: true },
      { name: 'merge.sh', text: merge, executable: true },
    ],
    steps: [
      { program: 'sbatch', args: ['--parsable', 'shards.sh'] },
      // Also after shards that failed: the merge names them.
      { program: 'sbatch', args: ['--parsable', '--dependency=afterany:{id}', 'merge.sh'] },
    ],
  };
}

function directivesOf({ licences, memory, cpus, minutes }: ClusterJob): readonly string[] {
  const counted = licences.map(({ name, count }) => `${name}:${count}`).join(',');
  return [
    '#SBATCH --ntasks=1',
    '#SBATCH --requeue',
    '#SBATCH --open-mode=append',
    '#SBATCH --signal=B:TERM@120',
    ...(licences.length === 0 ? [] : [`#SBATCH --licenses=${counted}`]),
    ...(memory === null ? [] : [`#SBATCH --mem=${mebibytes(memory)}M`]),
    ...(cpus === null ? [] : [`#SBATCH --cpus-per-task=${cpus}`]),
    ...(minutes === null ? [] : [`#SBATCH --time=${minutes}`]),
  ];
}
