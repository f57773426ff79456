import type { TaskFigures } from '../figures/figures.ts';
import type { Span } from './attempt-spans.ts';
import type { AttemptColumns, TaskColumns } from './figures.ts';

/** What is known of each file, as columns. */
export function taskColumns(tasks: readonly TaskFigures[], spans: readonly Span[]): TaskColumns {
  const current = new Map(spans.flatMap((span) => (span.isCurrent ? [[span.task, span]] : [])));
  const of = <Value>(value: (task: TaskFigures) => Value): Value[] => tasks.map(value);
  const ofSpan = <Value>(value: (span: Span) => Value): (Value | null)[] =>
    tasks.map(({ task }) => {
      const span = current.get(task);
      return span === undefined ? null : value(span);
    });
  return {
    file: of(({ file }) => file),
    size: of(({ size }) => size),
    status: of(({ tableStatus }) => tableStatus),
    attempts: of(({ attempts }) => attempts),
    admittedAt: of(({ admittedAt }) => admittedAt),
    settledAt: of(({ settledAt }) => settledAt),
    computingAt: ofSpan(({ computingAt }) => computingAt),
    waited: ofSpan(waitOf),
    loadTime: of(({ loadTime }) => loadTime),
    computeTime: of(({ computeTime }) => computeTime),
    readBytes: of(({ bytesRead }) => bytesRead),
    expectedMemory: of(({ expectedMemory }) => expectedMemory),
    expectedCompute: of(({ expectedCompute }) => expectedCompute),
    reservedAtStart: of(({ reservedAtStart }) => reservedAtStart),
    reservedAtEnd: of(({ reservedAtEnd }) => reservedAtEnd),
    highWater: of(({ highWater }) => highWater),
    lane: ofSpan(({ lane }) => lane),
  };
}

/** How long it was loaded and waited before it computed; null if it was not measured. */
function waitOf({ attempt: { end } }: Span): number | null {
  if (end?.type !== 'settled' || end.measures === null) return null;
  return end.measures.gateTime ?? 0;
}

/** The attempts that `taskColumns` has nothing of, in the order of their beginnings. */
export function attemptColumns(spans: readonly Span[]): AttemptColumns {
  const earlier = spans.filter(({ isCurrent }) => !isCurrent).sort((a, b) => a.from - b.from);
  return {
    task: earlier.map(({ task }) => task),
    lane: earlier.map(({ lane }) => lane),
    from: earlier.map(({ from }) => from),
    until: earlier.map(({ until }) => until),
    computingAt: earlier.map(({ computingAt, until }) =>
      computingAt === null || computingAt > until ? null : computingAt,
    ),
    cause: earlier.map(({ attempt: { end } }) => (end?.type === 'requeued' ? end.cause : 'lost')),
  };
}
