import { bytes, computeTimeModel } from '@ballast/resource-model';
import { teachAtEnd } from '../learning/teach.ts';
import { draft } from '../state/draft.ts';
import { memoryFacts } from '../state/memory/memory-facts.ts';
import { predictMemory } from '../state/memory/models.ts';
import { forgetWorker, release } from '../state/memory/worker-records.ts';
import type { SharedEvent, TakenElsewhere } from '../state/shared-event.ts';
import type { SchedulerState } from '../state/state.ts';
import type { Step } from '../state/step.ts';
import {
  adoptOutcome,
  leaveElsewhere,
  noteElsewhere,
  takeFromLine,
  withdrawOutcome,
} from '../state/tasks/elsewhere.ts';
import { takeFollowers } from '../state/tasks/followers.ts';
import { lineUp } from '../state/tasks/line.ts';
import type { TaskId } from '../state/tasks/task-state.ts';
import { leave, requeueFollowers } from './requeue.ts';

type Of<Type extends SharedEvent['type']> = Extract<SharedEvent, { type: Type }>;

/** Other nodes have these tasks. One that is in flight here has no claim any more: the event that says so is on its way. */
export function onElsewhere(state: SchedulerState, taken: readonly TakenElsewhere[], step: Step): void {
  const news = taken.filter(({ task, seq }) => isNews(state, task, seq));
  takeFromLine(
    state,
    news.map(({ task }) => task),
  );
  for (const one of news) {
    withdrawOutcome(state, one.task);
    noteElsewhere(state, one.task, one);
    recordTaken(state, one, step);
  }
}

function isNews({ tasks }: SchedulerState, task: TaskId, seq: number): boolean {
  const known = tasks.elsewhere.get(task);
  return !tasks.active.has(task) && (known === undefined || known.node === null || known.seq < seq);
}

function recordTaken(state: SchedulerState, taken: TakenElsewhere, { now, commands }: Step): void {
  const { task, attempt, worker, node, seq } = taken;
  const { models } = state.learned;
  const { expected: memory } = predictMemory(models, memoryFacts(state, task));
  const size = state.inputs.sizes[task] ?? 0;
  const { expected: compute } = computeTimeModel.predict(models.compute, { size });
  commands.push({
    type: 'record',
    record: {
      ...{ type: 'admitted', at: now, task, attempt, worker },
      // It holds nothing of the budget of this machine.
      ...{ reserved: bytes(0), held: bytes(0), expected: { memory, compute }, node, seq },
    },
  });
}

/** The attempt is over without an outcome; where its task is, the board says next. */
export function onClaimLost(state: SchedulerState, { worker: id, left }: Of<'claim-lost'>, step: Step): void {
  const worker = state.workers.records.get(id);
  if (worker === undefined) return;
  const { task } = worker;
  const active = task === null ? undefined : state.tasks.active.get(task);
  if (left === 'nothing') forgetWorker(state, id);
  else if (task !== null) release(state, id, worker.usage);
  if (task === null || active?.worker !== id) return;
  leave(state, task);
  teachAtEnd(state, task, null);
  requeueFollowers(state, { followers: takeFollowers(state, id), cause: 'given-back' }, step);
  noteElsewhere(state, task, { attempt: active.attempt, node: null, seq: 0 });
  step.commands.push({
    type: 'record',
    record: { type: 'requeued', at: step.now, task, cause: 'given-back', attempt: active.attempt },
  });
}

/** The task waits again, also if this node had recorded an outcome for it that does not count. */
export function onCameBack(
  state: SchedulerState,
  { task, attempts, by }: Of<'came-back'>,
  { now, commands }: Step,
): void {
  const attempt = state.tasks.elsewhere.get(task)?.attempt;
  const wasElsewhere = leaveElsewhere(state, task, attempts);
  const wasSettled = withdrawOutcome(state, task);
  if (!wasElsewhere && !wasSettled) return;
  lineUp(state, task, false);
  if (by === undefined) return;
  const { because, node, seq } = by;
  commands.push({
    type: 'record',
    record: {
      ...{ type: 'requeued', at: now, task, cause: 'given-back', because, node, seq },
      ...(attempt === undefined ? {} : { attempt }),
    },
  });
}

/** The outcome counts, whatever this node knew of the task. One that is in flight here has no claim any more. */
export function onSettledElsewhere(
  state: SchedulerState,
  { task, settlement }: Of<'settled-elsewhere'>,
  { now, commands }: Step,
): void {
  if (state.tasks.active.has(task)) return;
  takeFromLine(state, [task]);
  leaveElsewhere(state, task, settlement.attempt);
  const failures = draft(state, 'failures');
  failures.floors.delete(task);
  failures.byTask.delete(task);
  adoptOutcome(state, task, settlement.outcome);
  commands.push({ type: 'record', record: { type: 'settled', at: now, task, ...settlement } });
}
