import { milliseconds } from '@ballast/resource-model';
import { type RecordOf, type WaitReason, waitReasonText } from '@ballast/scheduler/journal';
import { countText } from '@ballast/text';
import type { BatchStory } from '../fold/batch-story.ts';
import { attemptInFlight, outcomeOf, type TaskStory, waitsForItsTurn } from '../fold/task-story.ts';

/** Why a task waits that is neither settled nor in flight, as the journal has it. */
export interface Wait {
  /**
   * `not-run`: the batch has ended or admits nothing more; `retry`: for a retry, not before a certain time or not before
   * everything else is done; `order`: a worker has it, and carries it out after others; `queue`: in the queue, whose head waits
   * for the reason.
   */
  readonly kind: 'not-run' | 'retry' | 'order' | 'queue';
  readonly reason: WaitReason;
  readonly reasonText: string;
  /** How many tasks share this wait. */
  readonly tasks: number;
}

/** The waits of all tasks, by task; tasks that are settled or in flight have none. */
export function waitsIn(batch: BatchStory): ReadonlyMap<number, Wait> {
  const waiting = batch.tasks.filter(
    (task) => outcomeOf(task) === undefined && attemptInFlight(task) === null,
  );
  const notRun = notRunIn(batch, waiting.length);
  const waits = new Map<number, Wait>();
  const queue: number[] = [];
  const inOrder = ofOrders(waiting.filter(waitsForItsTurn).length);
  for (const task of waiting) {
    const own = notRun ?? (waitsForItsTurn(task) ? inOrder : retryOf(task, batch.at));
    if (own === null) queue.push(task.input.task);
    else waits.set(task.input.task, own);
  }
  const queued = queuedIn(batch, queue.length);
  for (const task of queue) waits.set(task, queued);
  return waits;
}

/** The wait of one task in one sentence. */
export function waitText({ kind, reasonText, tasks }: Wait): string {
  if (kind === 'not-run') return `was not run: ${reasonText}`;
  if (kind === 'retry' || kind === 'order' || tasks === 1) return `queued: ${reasonText}`;
  return `queued with ${countText(tasks - 1, 'other')}; the first: ${reasonText}`;
}

function notRunIn({ stop, ended }: BatchStory, tasks: number): Wait | null {
  if (stop !== null) {
    const reason = { kind: 'draining', cause: stop.cause } as const;
    return { kind: 'not-run', reason, reasonText: `the batch was stopped (${stop.cause})`, tasks };
  }
  if (ended === null) return null;
  const cause = 'the batch has ended';
  return { kind: 'not-run', reason: { kind: 'draining', cause }, reasonText: cause, tasks };
}

function retryOf({ attempts }: TaskStory, now: number): Wait | null {
  const last = attempts.at(-1)?.end;
  if (last?.type !== 'requeued') return null;
  const again = milliseconds(Math.max(0, (last.notBefore ?? 0) - now));
  let reason: WaitReason | null = null;
  if (again > 0 && isRetry(last)) reason = { kind: 'backing-off', cause: last.cause, again };
  else if (last.nextAlone === true) reason = { kind: 'after-others' };
  return reason === null ? null : { kind: 'retry', reason, reasonText: textOf(reason), tasks: 1 };
}

function ofOrders(tasks: number): Wait {
  return {
    kind: 'order',
    reason: { kind: 'turn' },
    reasonText: 'a worker has it and is at another file',
    tasks,
  };
}

/** The journal has one reason for the whole queue: that of its head. */
function queuedIn({ waiting }: BatchStory, tasks: number): Wait {
  const reason: WaitReason = waiting?.reason ?? { kind: 'turn' };
  return { kind: 'queue', reason, reasonText: textOf(reason), tasks };
}

/** A later version may record kinds of reasons that this one has no text for. */
function textOf(reason: WaitReason): string {
  const text: string | undefined = waitReasonText(reason);
  return text ?? `waits (${reason.kind})`;
}

type Requeued = RecordOf<'requeued'>;
type RetryCause = Extract<WaitReason, { kind: 'backing-off' }>['cause'];

/** Whether the task was requeued for a failure of its own. */
export function isRetry(record: Requeued): record is Requeued & { readonly cause: RetryCause } {
  switch (record.cause) {
    case 'memory-needed':
    case 'worker-was-dying':
    case 'not-started':
    case 'one-of-several':
    case 'seat-denied':
    case 'output-failed':
    case 'given-back':
      return false;
    case 'worker-lost':
    case 'out-of-memory':
    case 'hung':
    case 'timed-out':
    case 'unstable-input':
    case 'input-unavailable':
    case 'exit-code':
      return true;
  }
}
