import { highWaterSeen } from '../learning/watch.ts';
import type { SchedulerState } from '../state/state.ts';
import type { MemoryProof, Outcome, ProcessEnd } from '../state/tasks/outcome.ts';
import type { StopCause, TaskId } from '../state/tasks/task-state.ts';

/** What became of a task whose attempt was stopped. */
export function stopped(cause: StopCause): Outcome {
  switch (cause.kind) {
    case 'timed-out':
      return { kind: 'timed-out', retry: 'never', after: cause.after };
    case 'hung':
      return { kind: 'hung', retry: 'never', idleFor: cause.idleFor };
    case 'cancelled':
      return { kind: 'cancelled', retry: 'same-demand', cause: cause.cause };
    case 'memory-needed':
      return { kind: 'cancelled', retry: 'same-demand', cause: 'others needed its memory' };
  }
}

/** Signals that a terminal or a service manager sends to a whole group of processes. */
const GROUP_SIGNALS: ReadonlySet<string> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']);

/** What became of a task whose worker ended by itself. If the signal that ends the batch ended it, its file is not at fault. */
export function lost(state: SchedulerState, id: TaskId, end: ProcessEnd): Outcome {
  const proof = end.proof ?? null;
  if (proof !== null)
    return {
      kind: 'out-of-memory',
      retry: 'larger-demand',
      proof: proofText(proof),
      highWater: highWaterSeen(state, id),
      end,
    };
  const isGroupSignal = end.signal !== null && GROUP_SIGNALS.has(end.signal);
  if (state.lifecycle.mode.kind === 'open' || !isGroupSignal)
    return { kind: 'worker-lost', retry: 'never', end };
  return { kind: 'cancelled', retry: 'same-demand', cause: `${end.signal} ended its worker too` };
}

function proofText({ kind, counter }: MemoryProof): string {
  switch (kind) {
    case 'cgroup-oom-kill':
      return `the control group counted ${counter} out-of-memory ${counter === 1 ? 'kill' : 'kills'}`;
    case 'job-object-limit':
      return `the job object counted ${counter} ${counter === 1 ? 'process' : 'processes'} over its memory limit`;
    case 'allocation-failed':
      return 'a memory allocation failed and the process ended itself';
  }
}
