import type { Fault, FaultClass } from '@ballast/resource-model';
import type { AttemptMeasures } from '../../core/state/measures.ts';
import {
  type AttemptUsage,
  COMPLETENESS,
  type Evidence,
  type Findings,
  type MemoryProof,
  type Note,
  type Outcome,
  type ProcessEnd,
  type RequeueCause,
  type Retry,
  type RetryReason,
  type WrittenFile,
} from '../../core/state/tasks/outcome.ts';
import type { PublishedFile } from '../record.ts';
import { arrayOf, type Check, exactly, nullable, object, optional, recordOf, tagged } from './check.ts';
import {
  anything,
  count,
  duration,
  fileName,
  finite,
  nameBelow,
  sha256,
  someBytes,
  text,
} from './scalars.ts';

const FAULT_CLASSES: Readonly<Record<FaultClass, true>> = {
  seat: true,
  'input-missing': true,
  'input-unavailable': true,
  'input-changed': true,
  'wrong-format': true,
  'wrong-version': true,
  'no-results': true,
  'storage-full': true,
  output: true,
};

const fault: Check<Fault> = object<Fault>({
  code: text,
  message: text,
  hint: optional(text),
  details: optional(recordOf(anything)),
  class: optional(exactly(...(Object.keys(FAULT_CLASSES) as FaultClass[]))),
  cause: optional(anything),
});

const RETRY_REASONS: Readonly<Record<RetryReason, true>> = {
  'worker-lost': true,
  'out-of-memory': true,
  hung: true,
  'timed-out': true,
  'unstable-input': true,
  'exit-code': true,
  'input-unavailable': true,
};

const REQUEUE_CAUSES: Readonly<Record<RequeueCause, true>> = {
  'memory-needed': true,
  'worker-was-dying': true,
  'not-started': true,
  'one-of-several': true,
  'seat-denied': true,
  'output-failed': true,
  'given-back': true,
  ...RETRY_REASONS,
};

export const retryReason: Check<RetryReason> = exactly(...(Object.keys(RETRY_REASONS) as RetryReason[]));
export const requeueCause: Check<RequeueCause> = exactly(...(Object.keys(REQUEUE_CAUSES) as RequeueCause[]));

export const memoryProof: Check<MemoryProof> = object<MemoryProof>({
  kind: exactly('cgroup-oom-kill', 'job-object-limit', 'allocation-failed'),
  counter: finite,
});

const processEnd: Check<ProcessEnd> = object<ProcessEnd>({
  exitCode: nullable(finite),
  signal: nullable(text),
  stderr: arrayOf(text),
  proof: optional(nullable(memoryProof)),
  log: optional(nullable(text)),
});

const usage: Check<AttemptUsage> = object<AttemptUsage>({
  highWater: nullable(someBytes),
  cpuTime: duration,
  bytesRead: nullable(someBytes),
});

export const evidence: Check<Evidence> = object<Evidence>({
  usage: nullable(usage),
  end: optional(processEnd),
});

export const measures: Check<AttemptMeasures> = object<AttemptMeasures>({
  highWater: nullable(someBytes),
  loadTime: duration,
  computeTime: duration,
  coreWait: optional(duration),
  startTime: optional(duration),
  gateTime: optional(duration),
  pausedTime: optional(duration),
  writeTime: optional(duration),
  kept: optional(someBytes),
  bytesRead: someBytes,
});

const note: Check<Note> = object<Note>({ kind: exactly('problem', 'warning'), code: text, message: text });

const findings = {
  problems: count,
  notes: arrayOf(note),
  completeness: exactly(...COMPLETENESS),
} satisfies { readonly [Key in keyof Findings]: Check<Findings[Key]> };

const resultFile: Check<WrittenFile> = object<WrittenFile>({ name: nameBelow, bytes: count, sha256 });

/** Tables may have a folder of their own, which is not below the output folder. */
export const tableFile: Check<PublishedFile> = object<PublishedFile>({
  name: fileName,
  bytes: count,
  sha256,
  modified: optional(finite),
});

const never = exactly<'never'>('never');
const sameDemand = exactly<'same-demand'>('same-demand');
const anyRetry: Check<Retry> = exactly('never', 'same-demand', 'larger-demand');

export const outcome: Check<Outcome> = tagged<Outcome, 'kind'>('kind', {
  succeeded: {
    retry: never,
    result: nullable(nameBelow),
    files: optional(arrayOf(resultFile)),
    ...findings,
  },
  failed: { retry: anyRetry, fault },
  'out-of-memory': {
    retry: exactly('larger-demand', 'never'),
    proof: text,
    highWater: someBytes,
    end: processEnd,
  },
  'timed-out': { retry: never, after: duration },
  hung: { retry: never, idleFor: duration },
  'seat-denied': { retry: sameDemand, fault },
  'worker-lost': {
    retry: exactly('same-demand', 'never'),
    end: processEnd,
    quarantined: optional(exactly(true)),
    lost: optional(count),
  },
  cancelled: { retry: sameDemand, cause: text },
  refused: { retry: never, reason: text, needed: someBytes },
});
