import { htcondor } from './htcondor.ts';
import { type ClusterJob, checkJob, type Submission } from './job.ts';
import { pbs } from './pbs.ts';
import { slurm } from './slurm.ts';

export type { ClusterJob, Licence, Submission, SubmitFile, SubmitStep } from './job.ts';

export type Cluster = 'slurm' | 'htcondor' | 'pbs';

const CLUSTERS: Readonly<Record<Cluster, (job: ClusterJob) => Submission>> = { slurm, htcondor, pbs };

/** What to write, and then to run, so that a cluster runs a batch in shards and merges them. Fault CLUSTER_JOB. */
export function submission(cluster: Cluster, job: ClusterJob): Submission {
  checkJob(job);
  return CLUSTERS[cluster](job);
}
