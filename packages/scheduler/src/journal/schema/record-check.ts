import { MEMORY_FACTS } from '@ballast/resource-model';
import { BINDINGS } from '../../core/state/binding.ts';
import type { JournalHeader, JournalRecord, MachineFigures, RecordOf, RunSettings } from '../record.ts';
import {
  arrayOf,
  type Cases,
  type Check,
  exactly,
  nullable,
  object,
  optional,
  recordOf,
  tagged,
  tupleOf,
} from './check.ts';
import { evidence, measures, memoryProof, outcome, requeueCause, tableFile } from './outcome-check.ts';
import {
  amount,
  attempt,
  count,
  duration,
  fileName,
  finite,
  instant,
  sha256,
  someBytes,
  text,
} from './scalars.ts';
import { waitReason } from './wait-reason-check.ts';

const budget: Check<JournalHeader['budget']> = object<JournalHeader['budget']>({
  memory: someBytes,
  source: text,
  workers: nullable(count),
});

const expected: Check<RecordOf<'admitted'>['expected']> = object<RecordOf<'admitted'>['expected']>({
  memory: someBytes,
  compute: duration,
});

const machine: Check<MachineFigures> = object<MachineFigures>({
  memory: someBytes,
  cpu: text,
  os: text,
  storage: text,
  storageEvidence: arrayOf(text),
});

const settings: Check<RunSettings> = object<RunSettings>({
  policy: text,
  growth: text,
  nativeThreads: count,
  loads: amount,
  hungAfter: nullable(duration),
  timeout: nullable(duration),
  seats: nullable(amount),
});

type Storage = NonNullable<RecordOf<'ended'>['storage']>;
const storage: Check<Storage> = object<Storage>({ rateAt1: amount, maxRate: amount });

type ModelsRecord = RecordOf<'models'>;
const memoryLine: Check<ModelsRecord['memory']> = object<ModelsRecord['memory']>({
  base: someBytes,
  gamma: finite,
  quantile: nullable(finite),
});
const computeLine: Check<ModelsRecord['compute']> = object<ModelsRecord['compute']>({
  base: finite,
  perGigabyte: finite,
});
const ratePoint: Check<readonly [number, number]> = tupleOf<readonly [number, number]>(amount, 2);

const onBoard = { node: optional(text), seq: optional(count) };

const CASES: Cases<JournalRecord, 'type'> = {
  journal: {
    version: count,
    product: text,
    host: text,
    pid: count,
    startedAt: instant,
    batch: text,
    reader: text,
    readerDetails: recordOf(text),
    batchHash: text,
    planHash: optional(sha256),
    inputs: count,
    cores: amount,
    budget,
    machine: optional(machine),
    settings: optional(settings),
  },
  input: { task: count, file: fileName, size: amount, modified: optional(nullable(finite)) },
  kept: { task: count, outcome },
  resumed: {
    at: duration,
    product: text,
    host: text,
    pid: count,
    time: instant,
    done: count,
    left: count,
  },
  published: { at: duration, licences: optional(arrayOf(text)), files: optional(arrayOf(tableFile)) },
  predicted: {
    at: duration,
    modelled: duration,
    median: duration,
    ninetieth: duration,
    learned: exactly(true, false),
  },
  unpublished: { at: duration, task: count, file: text, reason: text },
  compared: {
    at: duration,
    task: nullable(count),
    code: text,
    message: text,
    completeness: optional(exactly('partial')),
  },
  admitted: {
    at: duration,
    task: count,
    attempt,
    worker: count,
    reserved: someBytes,
    held: optional(someBytes),
    expected,
    alone: optional(exactly(true)),
    ...onBoard,
    after: optional(finite),
  },
  held: { at: duration, task: count, held: someBytes },
  'memory-model': { at: duration, facts: arrayOf(exactly(...MEMORY_FACTS)), error: amount, files: amount },
  models: { at: duration, memory: memoryLine, compute: computeLine, storage: arrayOf(ratePoint) },
  sample: {
    at: duration,
    span: duration,
    res: someBytes,
    hold: someBytes,
    n: tupleOf<RecordOf<'sample'>['n']>(amount, 5),
    read: someBytes,
    cpu: duration,
    loads: amount,
    bound: exactly(...BINDINGS),
    budget: optional(someBytes),
    free: optional(someBytes),
    stall: optional(amount),
    seats: optional(tupleOf<readonly [number, number]>(amount, 2)),
  },
  'worker-started': { at: duration, worker: count, pid: count },
  phase: { at: duration, task: count, phase: exactly('computing', 'suspended', 'stopping') },
  settled: {
    at: duration,
    task: count,
    attempt,
    outcome,
    measures: nullable(measures),
    reserved: someBytes,
    observedHighWater: nullable(someBytes),
    evidence: optional(evidence),
    ...onBoard,
  },
  'worker-lost': {
    at: duration,
    worker: count,
    exitCode: nullable(finite),
    signal: nullable(text),
    proof: optional(memoryProof),
    log: optional(text),
  },
  warning: { at: duration, task: nullable(count), code: text, message: text },
  requeued: {
    at: duration,
    task: count,
    cause: requeueCause,
    attempt: optional(attempt),
    outcome: optional(outcome),
    evidence: optional(evidence),
    nextAlone: optional(exactly(true)),
    notBefore: optional(duration),
    because: optional(text),
    ...onBoard,
  },
  waiting: { at: duration, reason: waitReason, tasks: count },
  seats: { at: duration, limit: nullable(finite), state: exactly('limited', 'waiting', 'paused', 'granted') },
  'load-permits': { at: duration, permits: finite, bytesPerSecond: amount },
  order: {
    at: duration,
    what: exactly('pause', 'unpause', 'memory'),
    cause: text,
    memory: optional(nullable(someBytes)),
  },
  stopping: { at: duration, cause: text, how: exactly('drain', 'cancel') },
  ended: {
    at: duration,
    settled: count,
    unsettled: count,
    ending: exactly('complete', 'drained', 'cancelled'),
    storage: nullable(storage),
  },
};

/** A record of this version, down to its last field. */
export const record: Check<JournalRecord> = tagged<JournalRecord, 'type'>('type', CASES);

/** False for the types of later versions, whose records are skipped. */
export function isKnownType(type: string): type is JournalRecord['type'] {
  return Object.hasOwn(CASES, type);
}
