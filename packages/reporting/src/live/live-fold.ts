import type { JournalHeader, JournalRecord, RecordOf } from '@ballast/scheduler/journal';
import type { Figures } from '../document/figures.ts';
import { type Circumstances, figuresFold } from '../document/figures-fold.ts';
import { boundSecondsOf } from '../document/series.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import type { FlowStory } from '../fold/flow-fold.ts';
import { attemptInFlight, outcomeOf, type TaskStory } from '../fold/task-story.ts';
import { type Wait, waitsIn } from '../stories/waits.ts';
import { eventFold } from './events.ts';
import type { MachineNow, Now, RunningNow, TasksNow, WaitNow } from './now.ts';
import { timeLeft } from './time-left.ts';

/** A batch while its journal grows: everything that a report shows, and the present moment. */
export interface Live {
  readonly figures: Figures;
  readonly now: Now;
}

export interface LiveFold {
  take(record: JournalRecord): void;
  /** Of everything taken so far. Fault: JOURNAL_INCONSISTENT. */
  read(circumstances: Circumstances): Live;
}

/** A fold that has seen the header of a journal and nothing else. */
export function liveFold(header: JournalHeader): LiveFold {
  const fold = figuresFold(header);
  const events = eventFold();
  let paused: string | null = null;
  return {
    take: (record) => {
      fold.take(record);
      paused = pausedBy(record, paused);
      events.take(record);
    },
    read: (circumstances) => {
      const figures = fold.figures(circumstances);
      const { batch, flow } = fold.story();
      const isRunning = circumstances.isRunning === true;
      const now = nowOf({ batch, flow, figures, isRunning });
      return { figures, now: { ...now, paused, events: events.last() } };
    },
  };
}

interface Parts {
  readonly batch: BatchStory;
  readonly flow: FlowStory;
  readonly figures: Figures;
  readonly isRunning: boolean;
}

/** Cost of an empty file, in bytes of reading, so that many small files count as work too. */
const TASK_COST = 256 * 1024;
/** Samples this much older than the last record say nothing about the present moment, in milliseconds. */
const FRESH = 5000;
const MINUTE = 60_000;
/** How far off the rest may be as long as nothing was predicted. */
const UNKNOWN_ERROR = 0.5;

/** Why admission is paused after a record. */
function pausedBy(record: JournalRecord, before: string | null): string | null {
  if (record.type === 'resumed' || record.type === 'ended') return null;
  if (record.type !== 'order' || record.what === 'memory') return before;
  return record.what === 'pause' ? record.cause : null;
}

function nowOf({ batch, flow, figures, isRunning }: Parts): Omit<Now, 'events' | 'paused'> {
  const begun = flow.gaps.at(-1)?.until ?? batch.inFlight.firstAdmission ?? 0;
  const { at, stop, ended } = batch;
  const share = shareDone(batch, begun);
  const isOpen = isRunning && ended === null && stop === null;
  const error = figures.predictions.compute.median ?? UNKNOWN_ERROR;
  const running = runningIn(batch);
  const waits = waitsNow(batch);
  const sample = flow.samples.at(-1);
  const machine = sample === undefined ? null : machineOf(batch, sample);
  const isFresh = isRunning && ended === null && sample !== undefined && at - sample.at < FRESH;
  return {
    state: ended !== null ? 'ended' : isRunning ? 'running' : 'gone',
    stopping: stop?.cause ?? null,
    at,
    share,
    left: isOpen ? timeLeft({ share, elapsed: at - begun, error }) : null,
    perMinute: perMinute(batch, begun),
    tasks: tasksNow(running, { queued: queuedIn(batch, running.length), sample: isFresh ? sample : null }),
    waits,
    running: running.slice(0, MOST_RUNNING),
    machine,
    totals: {
      readBytes: Math.max(
        figures.counts.readBytes,
        flow.samples.reduce((sum, { read }) => sum + read, 0),
      ),
      cpuSeconds: flow.samples.reduce((sum, { cpu }) => sum + cpu, 0) / 1000,
      boundSeconds: flow.samples.length === 0 ? {} : boundSecondsOf(flow.samples),
    },
  };
}

/** Most attempts in flight that are named. */
const MOST_RUNNING = 12;

/** Work done since the process began over all that there was then; a running attempt counts for half. */
function shareDone({ tasks }: BatchStory, begun: number): number {
  let [done, all] = [0, 0];
  for (const task of tasks) {
    const cost = task.input.size + TASK_COST;
    if (outcomeOf(task) === undefined) {
      all += cost;
      if (attemptInFlight(task) !== null) done += cost / 4;
    } else if (task.settled !== null && task.settled.at >= begun) {
      all += cost;
      done += cost;
    }
  }
  return all === 0 ? 1 : done / all;
}

function perMinute({ tasks, at }: BatchStory, begun: number): number | null {
  const since = Math.max(begun, at - MINUTE);
  const count = tasks.filter(({ settled }) => settled !== null && settled.at > since).length;
  return count === 0 ? null : Math.round((10 * MINUTE * count) / Math.max(1, at - since)) / 10;
}

function queuedIn({ tasks }: BatchStory, running: number): number {
  return tasks.reduce((sum, task) => sum + (outcomeOf(task) === undefined ? 1 : 0), 0) - running;
}

/** The oldest first. */
function runningIn({ tasks, ended }: BatchStory): readonly RunningNow[] {
  if (ended !== null) return [];
  return tasks.flatMap((task) => runningOf(task)).sort((a, b) => a.since - b.since);
}

function runningOf(task: TaskStory): readonly RunningNow[] {
  const attempt = attemptInFlight(task);
  if (attempt === null) return [];
  const { begunAt, held, phases, pid } = attempt;
  const phase = phases.at(-1)?.phase ?? (pid === null ? 'starting' : 'loading');
  return [{ file: task.input.file, phase, since: begunAt ?? 0, held }];
}

function tasksNow(
  running: readonly RunningNow[],
  { queued, sample }: { readonly queued: number; readonly sample: RecordOf<'sample'> | null },
): TasksNow {
  if (sample !== null) {
    const [starting, loading, waiting, computing, held] = sample.n.map(Math.round) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return { queued, starting, loading, waiting, computing, held };
  }
  const of = (...phases: readonly RunningNow['phase'][]): number =>
    running.filter(({ phase }) => phases.includes(phase)).length;
  return {
    queued,
    starting: of('starting'),
    loading: of('loading'),
    waiting: 0,
    computing: of('computing', 'stopping'),
    held: of('suspended'),
  };
}

/** Tasks that wait for the same reason count together. */
function waitsNow(batch: BatchStory): readonly WaitNow[] {
  const groups = new Map<Wait, { tasks: number; file: string }>();
  const fileOf = new Map(batch.tasks.map(({ input }) => [input.task, input.file]));
  for (const [task, wait] of waitsIn(batch)) {
    const group = groups.get(wait);
    if (group === undefined) groups.set(wait, { tasks: 1, file: fileOf.get(task) ?? '' });
    else group.tasks += 1;
  }
  return [...groups]
    .map(([{ reasonText }, group]) => ({ words: reasonText, ...group }))
    .sort((a, b) => b.tasks - a.tasks)
    .slice(0, MOST_WAITS);
}

const MOST_WAITS = 5;

function machineOf({ header }: BatchStory, sample: RecordOf<'sample'>): MachineNow {
  const seconds = sample.span / 1000;
  const rate = (sum: number): number => (seconds === 0 ? 0 : sum / seconds);
  return {
    used: sample.res,
    held: sample.hold,
    budget: sample.budget ?? header.budget.memory,
    read: Math.round(rate(sample.read)),
    cores: Math.round(10 * rate(sample.cpu / 1000)) / 10,
    permits: sample.loads,
    bound: sample.bound,
    seats: sample.seats ?? null,
  };
}
