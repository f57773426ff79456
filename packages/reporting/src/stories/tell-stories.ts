import type { Bytes, Milliseconds } from '@ballast/resource-model';
import type { JournalContents, JournalHeader, JournalRecord, Outcome } from '@ballast/scheduler/journal';
import type { Attempt, RecordOf, Step, Story } from './story.ts';

/** A journal as a whole: every task, and what the scheduler last said of itself. */
export interface Telling {
  readonly header: JournalHeader;
  /** In input order. */
  readonly stories: readonly Story[];
  readonly warnings: readonly RecordOf<'warning'>[];
  /** The process that has the batch, or had it last. */
  readonly by: { readonly host: string; readonly pid: number };
  readonly resumed: number;
  /** Time of the last record. */
  readonly at: Milliseconds;
  readonly loads: number | null;
  readonly seats: RecordOf<'seats'> | null;
  readonly stop: RecordOf<'drain'> | null;
  readonly ended: RecordOf<'ended'> | null;
}

interface Drafted extends Omit<Attempt, 'steps' | 'pid' | 'end' | 'isLost'> {
  pid: number | null;
  readonly steps: Step[];
  end: Attempt['end'];
  isLost: boolean;
}

interface Draft extends Omit<Story, 'attempts' | 'kept' | 'outcome' | 'warnings'> {
  kept: Outcome | null;
  outcome: Outcome | null;
  readonly attempts: Drafted[];
  readonly warnings: RecordOf<'warning'>[];
}

interface Drafts {
  readonly drafts: Map<number, Draft>;
  /** The attempt that a worker has, and the process that it is. */
  readonly byWorker: Map<number, Drafted>;
  readonly pids: Map<number, number>;
}

type Teller = { -readonly [Key in keyof Telling]: Telling[Key] } & Drafts;

/** Lives a journal through, whole or cut off anywhere, in one pass. Records of tasks that it never listed are passed over. */
export function tellStories({ header, records }: Pick<JournalContents, 'header' | 'records'>): Telling {
  const teller: Teller = {
    header,
    stories: [],
    warnings: [],
    by: { host: header.host, pid: header.pid },
    resumed: 0,
    at: 0 as Milliseconds,
    ...{ loads: null, seats: null, stop: null, ended: null },
    ...{ drafts: new Map(), byWorker: new Map(), pids: new Map() },
  };
  for (const record of records) {
    if ('at' in record && record.at > teller.at) teller.at = record.at;
    take(teller, record);
  }
  const { drafts, byWorker: _byWorker, pids: _pids, ...telling } = teller;
  return { ...telling, stories: [...drafts.values()] };
}

function take(teller: Teller, record: JournalRecord): void {
  switch (record.type) {
    case 'input':
      teller.drafts.set(record.task, drafted(record));
      return;
    case 'kept':
      return keep(teller.drafts.get(record.task), record.outcome);
    case 'admitted':
      return admit(teller, record);
    case 'worker-started':
      return start(teller, record);
    case 'phase':
      teller.drafts.get(record.task)?.attempts.at(-1)?.steps.push({ at: record.at, phase: record.phase });
      return;
    case 'settled':
    case 'requeued':
      return end(teller.drafts.get(record.task), record);
    case 'warning':
      if (record.task === null) teller.warnings = [...teller.warnings, record];
      else teller.drafts.get(record.task)?.warnings.push(record);
      return;
    case 'resumed':
      return resume(teller, record);
    case 'limit':
      teller.loads = record.loads;
      return;
    case 'seats':
      teller.seats = record;
      return;
    case 'drain':
      teller.stop = record;
      return;
    case 'ended':
      teller.ended = record;
      return;
    default:
      return;
  }
}

function drafted({ task, file, size }: RecordOf<'input'>): Draft {
  return { task, file, size: size as Bytes, kept: null, outcome: null, attempts: [], warnings: [] };
}

function keep(draft: Draft | undefined, outcome: Outcome): void {
  if (draft !== undefined) Object.assign(draft, { kept: outcome, outcome });
}

function admit({ drafts, byWorker, pids }: Teller, record: RecordOf<'admitted'>): void {
  const draft = drafts.get(record.task);
  if (draft === undefined) return;
  const pid = pids.get(record.worker) ?? null;
  const attempt: Drafted = {
    attempt: record.attempt,
    worker: record.worker,
    pid,
    at: record.at,
    promised: record.commit,
    expected: record.expected,
    alone: record.alone === true,
    steps: [{ at: record.at, phase: pid === null ? 'waiting for its worker' : 'loading' }],
    end: null,
    isLost: false,
  };
  draft.attempts.push(attempt);
  Object.assign(draft, { kept: null, outcome: null });
  byWorker.set(record.worker, attempt);
}

function start({ byWorker, pids }: Teller, { worker, pid, at }: RecordOf<'worker-started'>): void {
  pids.set(worker, pid);
  const attempt = byWorker.get(worker);
  if (attempt === undefined || attempt.end !== null) return;
  attempt.pid = pid;
  attempt.steps.push({ at, phase: 'loading' });
}

function end(draft: Draft | undefined, record: RecordOf<'settled'> | RecordOf<'requeued'>): void {
  const attempt = draft?.attempts.at(-1);
  if (attempt !== undefined && attempt.end === null) {
    attempt.end = record;
    if (record.type === 'settled') addComputing(attempt, record);
  }
  if (draft !== undefined && record.type === 'settled') draft.outcome = record.outcome;
}

/** An attempt that was never held up computes without a record of its own: it measures itself for how long. */
function addComputing({ steps }: Drafted, { measures, at }: RecordOf<'settled'>): void {
  if (measures === null || measures.computeTime <= 0 || steps.some(({ phase }) => phase === 'computing'))
    return;
  const began = Math.max(steps.at(-1)?.at ?? 0, at - measures.computeTime);
  steps.push({ at: began as Milliseconds, phase: 'computing' });
}

/** What was in flight is lost; workers count from 1 again. */
function resume(teller: Teller, { host, pid }: RecordOf<'resumed'>): void {
  for (const { attempts } of teller.drafts.values()) {
    const last = attempts.at(-1);
    if (last !== undefined && last.end === null) last.isLost = true;
  }
  teller.byWorker.clear();
  teller.pids.clear();
  teller.by = { host, pid };
  teller.resumed += 1;
  Object.assign(teller, { stop: null, ended: null, seats: null });
}
