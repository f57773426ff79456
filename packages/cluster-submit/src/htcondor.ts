import { budgetOf, type ClusterJob, jobName, mebibytes, type Submission } from './job.ts';
import { mergeScript, shardScript } from './script.ts';

/** A graph of two nodes: the shards, then the merge. */
export function htcondor(job: ClusterJob): Submission {
  const { memory, cpus } = job;
  const script = shardScript(job, {
    directives: [],
    shard: '$(($1 + 1))',
    limits: [
      ...(memory === null ? [] : [`limits+=(--memory ${budgetOf(mebibytes(memory))}MiB)`]),
      ...(cpus === null ? [] : [`limits+=(--workers ${cpus})`]),
    ],
  });
  return {
    files: [
      { name: 'shards.sh', text: script, executable: true },
      { name: 'merge.sh', text: mergeScript(job, []), executable: true },
      { name: 'shards.sub', text: lines(shardsOf(job)), executable: false },
      { name: 'merge.sub', text: lines(mergeOf(job)), executable: false },
      { name: 'batch.dag', text: lines(DAG), executable: false },
    ],
    steps: [{ program: 'condor_submit_dag', args: ['batch.dag'] }],
  };
}

// The merge says which shard is unfinished: it runs also after shards that failed.
const DAG = [
  'JOB shards shards.sub',
  'SCRIPT POST shards /bin/true',
  'JOB merge merge.sub',
  'PARENT shards CHILD merge',
];

function shardsOf({ name, shards, atOnce, licences, memory, cpus, minutes }: ClusterJob): readonly string[] {
  const limits = licences.map((one) => `${one.name}:${one.count}`).join(',');
  return [
    ...common(name, 'shards.sh', 'shard-$(Process)'),
    'arguments = $(Process)',
    `request_cpus = ${cpus ?? 1}`,
    ...(memory === null ? [] : [`request_memory = ${mebibytes(memory)}`]),
    ...(licences.length === 0 ? [] : [`concurrency_limits = ${limits}`]),
    ...(minutes === null ? [] : [`allowed_execute_duration = ${60 * minutes}`]),
    ...(atOnce === null ? [] : [`max_idle = ${atOnce}`, `max_materialize = ${atOnce}`]),
    'max_retries = 3',
    `queue ${shards}`,
  ];
}

function mergeOf({ name }: ClusterJob): readonly string[] {
  return [...common(name, 'merge.sh', 'merge'), 'request_cpus = 1', 'queue'];
}

/** Every path is on a file system that all nodes share. */
function common(name: string, executable: string, output: string): readonly string[] {
  return [
    'universe = vanilla',
    `batch_name = ${jobName(name)}`,
    `executable = ${executable}`,
    'should_transfer_files = IF_NEEDED',
    'when_to_transfer_output = ON_EXIT',
    'getenv = PATH, HOME',
    'kill_sig = SIGTERM',
    'log = condor.log',
    `output = ${output}.out`,
    `error = ${output}.err`,
  ];
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
