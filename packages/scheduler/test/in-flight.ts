import { bytes, GIB, milliseconds, type Usage } from '@ballast/resource-model';
import type { Command } from '../src/core/state/command.ts';
import { draft } from '../src/core/state/draft.ts';
import { put } from '../src/core/state/memory/ledger.ts';
import type { SchedulerState } from '../src/core/state/state.ts';
import type { Step } from '../src/core/state/step.ts';
import { takeQueued } from '../src/core/state/tasks/line.ts';
import { headAtOrBelow } from '../src/core/state/tasks/task-queue.ts';
import type { ActiveTask, Reservation, TaskId } from '../src/core/state/tasks/task-state.ts';

type Of<State extends ActiveTask['state']> = Extract<ActiveTask, { state: State }>;

/** A reservation in GiB. */
export const reserve = (full: number, now: number = full): Reservation => ({
  full: bytes(full * GIB),
  now: bytes(now * GIB),
  seats: 0,
  alone: false,
});

/** A measurement in GiB. */
export const usage = (resident: number, more: Partial<Usage> = {}): Usage => ({
  resident: bytes(resident * GIB),
  highWater: null,
  cpuTime: milliseconds(0),
  bytesRead: null,
  ...more,
});

const held = (id: TaskId) => ({
  worker: id + 1,
  attempt: 1,
  admitted: milliseconds(id),
  since: milliseconds(0),
  reservation: reserve(1),
  kept: bytes(0),
  recorded: { held: bytes(GIB), at: milliseconds(0) },
  ran: milliseconds(0),
  usage: null,
  bytesRead: 0,
});

/** Takes tasks out of the queue and puts them into flight, on workers of their own, admitted in the order of their numbers. */
export class InFlight {
  readonly state: SchedulerState;

  constructor(state: SchedulerState) {
    this.state = state;
  }

  loading(id: TaskId, more: Partial<Of<'loading'>> = {}): this {
    const seen = { isStopped: false, isMeasured: false, silent: false, presumedLoaded: false } as const;
    const reading = { mayRead: Number.POSITIVE_INFINITY, baseline: null } as const;
    const loading = { granted: true, paused: null, ...seen, ...reading } as const;
    return this.#put(id, { state: 'loading', ...held(id), ...loading, ...more });
  }

  loaded(id: TaskId, more: Partial<Of<'loaded'>> = {}): this {
    return this.#put(id, { state: 'loaded', ...held(id), ...more });
  }

  computing(id: TaskId, more: Partial<Of<'computing'>> = {}): this {
    return this.#put(id, { state: 'computing', ...held(id), settledIn: false, suspended: false, ...more });
  }

  #put(id: TaskId, task: ActiveTask): this {
    const { queue } = this.state.tasks;
    const first = headAtOrBelow(queue, queue.bucketOf[id] ?? -1);
    if (first?.task === id) takeQueued(this.state, first);
    draft(this.state, 'workers').records.set(task.worker, {
      pid: 1,
      task: id,
      usage: null,
      baseline: null,
      kept: null,
    });
    put(this.state, id, task);
    return this;
  }
}

export function task(state: SchedulerState, id: TaskId): ActiveTask {
  const active = state.tasks.active.get(id);
  if (active === undefined) throw new Error(`task ${id} is not in flight`);
  return active;
}

/** A step at this time, with the list that its commands go to. */
export function stepAt(now: number): Step & { readonly commands: Command[] } {
  return { now: milliseconds(now), commands: [] };
}

/** Types of the commands, without those that record. */
export const orders = ({ commands }: Step): string[] =>
  commands.flatMap((command) =>
    command.type === 'record' || command.type === 'finish' ? [] : [`${command.type} ${command.worker}`],
  );
