import { MIB } from '@ballast/resource-model';
import { signalledTrees } from '../other/signalled-trees.ts';
import {
  type MemoryNet,
  NO_LIMIT_WANTED,
  type ProcessTree,
  type ProcessTrees,
  type ProcessTreesOptions,
} from '../platform.ts';
import { send } from '../signal-group.ts';
import { type Handle, type Kernel32, loadKernel32 } from './abi/kernel32.ts';
import { type JobMessages, listenToJob } from './job-messages.ts';
import { assignToJob, createJob, limitJob, processesIn } from './process-job.ts';

/** A job limits committed memory, which exceeds the resident set of a process that has just started by about this. */
const COMMITTED_BEYOND_RESIDENT = 128 * MIB;
/** Exit code of processes that `end` terminates, as the task manager uses it. */
const ENDED = 1;

/**
 * One outer job with the memory limit, and within it one job for each process and its descendants. This process has the
 * only handles: Windows closes them when it ends, for whatever reason, and that ends every process in the jobs.
 */
export function createWindowsProcessTrees({ memory }: ProcessTreesOptions): ProcessTrees {
  const loading = loadKernel32();
  if ('reason' in loading) return signalledTrees(loading.reason);
  const { api } = loading;
  const outer = createJob(api);
  return typeof outer === 'number' ? new WindowsTrees(api, outer, memory) : signalledTrees(outer.reason);
}

class WindowsTrees implements ProcessTrees {
  readonly net: MemoryNet;
  readonly #api: Kernel32;
  readonly #outer: Handle;
  readonly #messages: JobMessages | null;
  #memory: number | null;
  #alive = 0;
  /** By process: its own job, if it has one. */
  readonly #jobs = new Map<number, Handle>();

  constructor(api: Kernel32, outer: Handle, memory: number | null) {
    this.#api = api;
    this.#outer = outer;
    this.#memory = memory;
    this.#messages = memory === null ? null : listenToJob(api, outer);
    this.net = this.#setLimit();
  }

  /** None: the job has whatever its processes start. */
  variables(): Readonly<Record<string, string>> {
    return {};
  }

  adopt(pid: number): ProcessTree {
    this.#alive += 1;
    this.#setLimit();
    assignToJob(this.#api, this.#outer, pid);
    const inner = createJob(this.#api);
    const job = typeof inner === 'number' && assignToJob(this.#api, inner, pid).ok ? inner : null;
    if (job === null && typeof inner === 'number') this.#api.CloseHandle(inner);
    if (job !== null) this.#jobs.set(pid, job);
    return this.#treeOf(pid, job);
  }

  below(pid: number): readonly number[] {
    const job = this.#jobs.get(pid);
    return job === undefined ? [] : processesIn(this.#api, job).filter((one) => one !== pid);
  }

  limit(memory: number): void {
    if (this.#memory === null) return;
    this.#memory = memory;
    this.#setLimit();
  }

  async close(): Promise<void> {
    this.#messages?.close();
    this.#api.CloseHandle(this.#outer);
  }

  #treeOf(pid: number, job: Handle | null): ProcessTree {
    let closed = false;
    return {
      end: () => {
        // Windows cannot request the end of a process; without a job, end at least the process itself.
        if (closed) return;
        if (job === null || this.#api.TerminateJobObject(job, ENDED) === 0) send(pid, 'SIGKILL');
      },
      proof: () => {
        const counter = this.#messages?.refusals(pid) ?? 0;
        return counter > 0 ? { kind: 'job-object-limit', counter } : null;
      },
      close: () => {
        if (closed) return;
        closed = true;
        this.#alive -= 1;
        this.#messages?.forget(pid);
        this.#jobs.delete(pid);
        if (job !== null) this.#api.CloseHandle(job);
      },
    };
  }

  #setLimit(): MemoryNet {
    if (this.#memory === null) return { inForce: false, evidence: NO_LIMIT_WANTED };
    const limit = this.#memory + Math.max(1, this.#alive) * COMMITTED_BEYOND_RESIDENT;
    const set = limitJob(this.#api, this.#outer, limit);
    return set.ok
      ? { inForce: true, evidence: 'a Job Object with JOB_OBJECT_LIMIT_JOB_MEMORY' }
      : { inForce: false, evidence: set.reason };
  }
}
