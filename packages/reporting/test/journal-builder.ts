import { type Bytes, bytes, type Fault, type Milliseconds, milliseconds } from '@ballast/resource-model';
import {
  JOURNAL_VERSION,
  type JournalHeader,
  type JournalRecord,
  type Note,
  type Outcome,
  type ProcessEnd,
} from '@ballast/scheduler/journal';
import { type BatchFigures, type BatchStory, figuresOf, foldJournal } from '../src/index.ts';

type Succeeded = Extract<Outcome, { kind: 'succeeded' }>;
type Settled = Extract<JournalRecord, { type: 'settled' }>;

export const succeeded = (findings: Partial<Succeeded> = {}): Outcome => ({
  kind: 'succeeded',
  retry: 'never',
  result: 'results/0.json',
  problems: 0,
  notes: [],
  completeness: 'complete',
  ...findings,
});

export const problem = (message: string): Note => ({ kind: 'problem', code: 'NO_SERIES', message });
export const warning = (code: string, message: string): Note => ({ kind: 'warning', code, message });

export const failed = (fault: Fault): Outcome => ({ kind: 'failed', retry: 'never', fault });

const processEnd = (end: Partial<ProcessEnd>): ProcessEnd => ({
  exitCode: null,
  signal: null,
  stderr: [],
  ...end,
});

export const lost = (end: Partial<ProcessEnd>): Outcome => ({
  kind: 'worker-lost',
  retry: 'never',
  end: processEnd(end),
});

/** One outcome of every kind. */
export const EVERY_OUTCOME: readonly Outcome[] = [
  succeeded(),
  failed({ code: 'HEADER_IMPLAUSIBLE', message: 'the header is damaged' }),
  {
    kind: 'out-of-memory',
    retry: 'larger-demand',
    proof: 'the control group counted a kill',
    highWater: bytes(3 * 2 ** 30),
    end: processEnd({ signal: 'SIGKILL' }),
  },
  { kind: 'timed-out', retry: 'never', after: milliseconds(1_200_000) },
  { kind: 'hung', retry: 'never', idleFor: milliseconds(90_000) },
  { kind: 'seat-denied', retry: 'same-demand', fault: { code: 'NO_SEAT', message: 'all 4 seats are taken' } },
  lost({ exitCode: 3 }),
  { kind: 'cancelled', retry: 'same-demand', cause: 'interrupted' },
  { kind: 'refused', retry: 'never', reason: 'larger than the machine', needed: bytes(2 ** 40) },
];

export function header(inputs: number): JournalHeader {
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    product: 'ballast 1.2.3',
    host: 'node-7',
    pid: 4711,
    startedAt: '2031-05-06T07:08:09.000Z',
    batch: 'fatigue',
    reader: 'openfast',
    readerDetails: { version: '1' },
    batchHash: 'ab'.repeat(32),
    cores: 4,
    inputs,
    budget: { memory: bytes(8 * 2 ** 30), source: 'free memory', workers: 4 },
  };
}

interface Admission {
  readonly attempt?: number;
  readonly reserved?: number;
  readonly expected?: number;
  readonly worker?: number;
  readonly alone?: boolean;
  /** It follows this task of the same order, and holds nothing at first. */
  readonly after?: number;
}

/** Builds a journal record by record; times in milliseconds. */
export class JournalBuilder {
  readonly records: JournalRecord[] = [];
  #inputs = 0;

  input(file: string, size = 1000): this {
    this.records.push({ type: 'input', task: this.#inputs++, file, size });
    return this;
  }

  admitted(
    at: number,
    task: number,
    { attempt = 1, reserved = 1000, expected = reserved, worker = 0, alone = false, after }: Admission = {},
  ): this {
    const admitted = {
      type: 'admitted',
      task,
      attempt,
      worker,
      reserved: bytes(reserved),
      expected: { memory: bytes(expected), compute: milliseconds(1) },
    } as const;
    const follows = after === undefined ? {} : { after, held: bytes(0) };
    this.records.push({
      ...admitted,
      at: milliseconds(at),
      ...(alone ? { alone: true as const } : {}),
      ...follows,
    });
    return this;
  }

  settled(at: number, task: number, outcome: Outcome = succeeded(), more: Partial<Settled> = {}): this {
    const settled = {
      type: 'settled',
      task,
      attempt: 1,
      outcome,
      measures: null,
      reserved: bytes(1000),
    } as const;
    this.records.push({ ...settled, at: milliseconds(at), observedHighWater: null, ...more });
    return this;
  }

  ended(at: number, ending: 'complete' | 'drained' | 'cancelled' = 'complete'): this {
    const ended = { type: 'ended', settled: 0, unsettled: 0, ending, storage: null } as const;
    this.records.push({ ...ended, at: milliseconds(at) });
    return this;
  }

  add(...records: readonly JournalRecord[]): this {
    this.records.push(...records);
    return this;
  }

  story(inputs: number = this.#inputs): BatchStory {
    return foldJournal({ header: header(inputs), records: this.records });
  }

  figures(inputs: number = this.#inputs): BatchFigures {
    return figuresOf(this.story(inputs));
  }
}

export const journal = (): JournalBuilder => new JournalBuilder();

/** A batch of files that settle one after the other, after ten seconds each. */
export function batchOf(outcomes: Readonly<Record<string, Outcome>>): JournalBuilder {
  const built = journal();
  const names = Object.keys(outcomes);
  for (const name of names) built.input(name);
  for (const [task, outcome] of Object.values(outcomes).entries()) {
    built.admitted(task * 10_000, task).settled((task + 1) * 10_000, task, outcome);
  }
  return built.ended(names.length * 10_000);
}

export const measured = (
  highWater: number | null,
  loadTime = 0,
  computeTime = 0,
): NonNullable<Settled['measures']> => ({
  highWater: highWater as Bytes | null,
  loadTime: loadTime as Milliseconds,
  computeTime: computeTime as Milliseconds,
  bytesRead: bytes(77),
});

export const ms = (value: number): Milliseconds => milliseconds(value);
