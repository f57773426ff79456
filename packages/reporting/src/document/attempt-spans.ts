import { workerKey } from '../fold/drafts.ts';
import { type Attempt, currentAttempt, type TaskStory } from '../fold/task-story.ts';

/** One attempt in the lane of its worker. */
export interface Span {
  readonly task: number;
  readonly attempt: Attempt;
  readonly lane: number;
  readonly from: number;
  readonly until: number;
  readonly computingAt: number | null;
  /** What the task's columns are about; any other attempt was followed by another, or has no end. */
  readonly isCurrent: boolean;
}

type SpanDraft = Omit<Span, 'lane'> & { lane: number };

interface Worker {
  readonly spans: SpanDraft[];
  until: number;
}

/** Every attempt that was begun, in lanes: a worker process keeps its lane, and a lane is free for another one once its process has ended. */
export function spansOf(
  tasks: readonly TaskStory[],
  at: number,
  gaps: readonly { readonly until: number }[],
): { readonly spans: readonly Span[]; readonly lanes: number } {
  const workers = [...workersOf(tasks, at, gaps)].sort((a, b) => startOf(a) - startOf(b));
  const freeFrom: number[] = [];
  const spans: Span[] = [];
  for (const worker of workers) {
    const free = freeFrom.findIndex((until) => until <= startOf(worker));
    const lane = free < 0 ? freeFrom.length : free;
    freeFrom[lane] = worker.until;
    for (const span of worker.spans) {
      span.lane = lane;
      spans.push(span);
    }
  }
  return { spans, lanes: freeFrom.length };
}

function startOf({ spans: [first] }: Worker): number {
  return first?.from ?? 0;
}

function workersOf(
  tasks: readonly TaskStory[],
  at: number,
  gaps: readonly { readonly until: number }[],
): Iterable<Worker> {
  const workers = new Map<string, Worker>();
  for (const task of tasks) {
    const current = currentAttempt(task);
    for (const attempt of task.attempts) {
      const span = spanOf(task, attempt, { at, isCurrent: attempt === current });
      if (span === null) continue;
      // The numbers of workers start again with every process that runs the batch.
      const process = gaps.filter(({ until }) => until <= span.from).length;
      const key = `${process} ${workerKey(attempt.admitted)}`;
      const worker = workers.get(key) ?? { spans: [], until: 0 };
      workers.set(key, worker);
      worker.spans.push(span);
      worker.until = Math.max(worker.until, span.until);
    }
  }
  for (const worker of workers.values()) worker.spans.sort((a, b) => a.from - b.from);
  return workers.values();
}

function spanOf(
  { input }: TaskStory,
  attempt: Attempt,
  { at, isCurrent }: { readonly at: number; readonly isCurrent: boolean },
): SpanDraft | null {
  const { begunAt: from, endedAt, phases, isLost } = attempt;
  if (from === null) return null;
  const computing = phases.find(({ phase }) => phase === 'computing')?.at ?? computingBefore(attempt);
  return {
    task: input.task,
    attempt,
    lane: 0,
    from,
    until: Math.max(from, endedAt ?? (isLost ? (phases.at(-1)?.at ?? from) : at)),
    computingAt: computing === null ? null : Math.max(from, computing),
    isCurrent,
  };
}

/** An attempt that may compute as soon as it is loaded has no record of that: its own measures say how long it computed. */
function computingBefore({ end, endedAt }: Attempt): number | null {
  const time = end?.type === 'settled' ? end.measures?.computeTime : undefined;
  return endedAt === null || time === undefined || time === 0 ? null : endedAt - time;
}
