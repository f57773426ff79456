import type { Fault, Milliseconds } from '@ballast/resource-model';
import type { Outcome } from '@ballast/scheduler/journal';
import type { Said } from '../document/figures-from.ts';
import { exitReason } from '../figures/exit-reason.ts';
import type { BatchFigures, TaskFigures } from '../figures/figures.ts';
import { reasonText } from '../text/outcome-text.ts';
import {
  REPORT_VERSION,
  type Report,
  type ReportFigures,
  type ReportFile,
  type ReportTable,
} from './report.ts';

/** What the journal does not have. */
export interface ReportExtra {
  readonly tables: readonly ReportTable[];
  /** Sums of `FileFacts.counters` over the published results; default none. */
  readonly counters?: Readonly<Record<string, number>>;
  /** Definitions of numbers that are defined in several ways, by table; default none. */
  readonly definitions?: Report['definitions'];
  /** What a report of the batch says in words. */
  readonly said?: Said;
  /** States of the licences that readers held; default none. */
  readonly licences?: readonly string[];
}

/**
 * The value of `report.json`: plain objects and arrays that `JSON.stringify` writes without loss. What it has of the files is made
 * when it is first asked for: there may be very many.
 */
export function reportJson(figures: BatchFigures, extra: ReportExtra): Report {
  let files: readonly ReportFile[] | null = null;
  return Object.defineProperty(reportWithoutFiles(figures, extra), 'files', {
    enumerable: true,
    get: () => {
      files ??= [...reportFiles(figures)];
      return files;
    },
  }) as Report;
}

/** What a report has of each file, in input order. */
export function* reportFiles({ header, tasks }: BatchFigures): Generator<ReportFile> {
  const when = timesFrom(header.startedAt);
  for (const task of tasks) yield reportFile(task, when);
}

/** Everything that comes before the files. */
export function reportWithoutFiles(figures: BatchFigures, extra: ReportExtra): Omit<Report, 'files'> {
  const { header, stop } = figures;
  const when = timesFrom(header.startedAt);
  return {
    version: REPORT_VERSION,
    product: header.product,
    host: header.host,
    batch: header.batch,
    batchHash: header.batchHash,
    exitReason: exitReason(figures),
    ending: figures.ending,
    stop: stop === null ? null : { at: when(stop.at), cause: stop.cause, how: stop.how },
    startedAt: header.startedAt,
    firstAdmissionAt: when(figures.firstAdmission),
    lastSettlementAt: when(figures.lastSettlement),
    endedAt: when(figures.endedAt),
    reader: {
      name: header.reader,
      details: { ...header.readerDetails },
      licences: [...(extra.licences ?? [])],
    },
    budget: {
      memoryBytes: header.budget.memory,
      source: header.budget.source,
      workers: header.budget.workers,
    },
    figures: batchNumbers(figures, extra.counters ?? {}),
    slowest: figures.slowest.map(({ file, elapsed }) => ({ file, elapsedSeconds: (elapsed ?? 0) / 1000 })),
    ...(extra.said === undefined ? {} : saidIn(extra.said, when)),
    tables: extra.tables.map(({ name, path, file, made }) => ({
      ...{ name, path, file },
      ...(made === undefined ? {} : { made }),
    })),
    ...(extra.definitions === undefined || extra.definitions.length === 0
      ? {}
      : { definitions: extra.definitions }),
    warnings: figures.warnings.map(({ code, message }) => ({ code, message })),
  };
}

/** What a page shows in words, for programs that make their own. */
function saidIn(
  { headline, says, alerts, boundSeconds }: Said,
  when: When,
): Pick<Report, 'headline' | 'says' | 'alerts' | 'boundSeconds'> {
  return {
    headline: { tone: headline.tone, sentence: headline.sentence },
    says: { ...says },
    boundSeconds: boundSeconds === null ? null : { ...boundSeconds },
    alerts: alerts.map(({ code, since, until, words, next }) => ({
      code,
      since: when(since as Milliseconds),
      until: when(until as Milliseconds | null),
      words,
      next,
    })),
  };
}

function batchNumbers(figures: BatchFigures, counters: ReportFigures['counters']): ReportFigures {
  return {
    inputs: figures.inputs,
    inputBytes: figures.inputBytes,
    statuses: { ...figures.statuses },
    outcomes: { ...figures.outcomes },
    unsettled: figures.unsettled,
    makespanSeconds: seconds(figures.makespan),
    predictedMakespanSeconds: seconds(figures.predicted?.median ?? null),
    predictedMakespan90Seconds: seconds(figures.predicted?.ninetieth ?? null),
    loadSeconds: figures.loadTime / 1000,
    computeSeconds: figures.computeTime / 1000,
    meanInFlight: figures.inFlight.mean,
    mostInFlight: figures.inFlight.most,
    workersStarted: figures.workers.started,
    workersLost: figures.workers.lost,
    seatsDenied: figures.seats.denied,
    seatWaitSeconds: figures.seats.waited / 1000,
    retriedAttempts: figures.retried,
    meanReservedPerHighWater: figures.meanReservedPerHighWater,
    predictionErrorMemory: figures.predictionError.memory,
    predictionErrorCompute: figures.predictionError.compute,
    aboveReservationShare: figures.predictionError.above,
    memoryFacts: figures.memoryModel?.facts ?? null,
    memoryFactsError: figures.memoryModel?.error ?? null,
    readBytes: figures.bytesRead,
    counters: { ...counters },
    lowerBoundSeconds: figures.bound?.seconds ?? null,
    boundBy: figures.bound?.resource ?? null,
    makespanPerLowerBound: figures.bound?.ratio ?? null,
  };
}

type When = (at: Milliseconds | null) => string | null;

function reportFile(figures: TaskFigures, when: When): ReportFile {
  return {
    file: figures.file,
    sizeBytes: figures.size,
    status: figures.tableStatus,
    outcome: figures.outcome?.kind ?? null,
    reason: reasonText(figures),
    attempts: figures.attempts,
    admittedAt: when(figures.admittedAt),
    settledAt: when(figures.settledAt),
    elapsedSeconds: seconds(figures.elapsed),
    loadSeconds: seconds(figures.loadTime),
    computeSeconds: seconds(figures.computeTime),
    readBytes: figures.bytesRead,
    expectedBytes: figures.expectedMemory,
    expectedComputeSeconds: seconds(figures.expectedCompute),
    reservedAtStartBytes: figures.reservedAtStart,
    reservedAtEndBytes: figures.reservedAtEnd,
    highWaterBytes: figures.highWater,
    ...found(figures.outcome),
    warnings: figures.warnings.map(({ code, message }) => ({ code, message })),
    fault: faultOf(figures.outcome),
    process: processOf(figures.outcome),
  };
}

function found(
  outcome: Outcome | undefined,
): Pick<ReportFile, 'result' | 'completeness' | 'problemCount' | 'problems'> {
  if (outcome?.kind !== 'succeeded') {
    return { result: null, completeness: null, problemCount: 0, problems: [] };
  }
  const problems = outcome.notes
    .filter(({ kind }) => kind === 'problem')
    .map(({ code, message }) => ({ code, message }));
  const { result, completeness } = outcome;
  return { result, completeness, problemCount: outcome.problems, problems };
}

function faultOf(outcome: Outcome | undefined): ReportFile['fault'] {
  if (outcome?.kind !== 'failed' && outcome?.kind !== 'seat-denied') return null;
  const { code, message, hint, details }: Fault = outcome.fault;
  return { code, message, hint: hint ?? null, details: jsonSafe(details) };
}

function processOf(outcome: Outcome | undefined): ReportFile['process'] {
  if (outcome?.kind !== 'worker-lost' && outcome?.kind !== 'out-of-memory') return null;
  const { exitCode, signal, stderr, log = null } = outcome.end;
  const quarantined = outcome.kind === 'worker-lost' && outcome.quarantined === true;
  return { exitCode, signal, stderr: [...stderr], log, quarantined };
}

/** Readers put anything into details: what JSON cannot represent must not cost the whole report. */
function jsonSafe(value: unknown): unknown {
  try {
    const text: string | undefined = JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'bigint' ? String(part) : part,
    );
    return text === undefined ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

function seconds(span: Milliseconds | null): number | null {
  return span === null ? null : span / 1000;
}

/** Times of a journal as times of day; null if the start of the journal is not a valid time. */
function timesFrom(startedAt: string): When {
  const origin = Date.parse(startedAt);
  return (at) => {
    if (at === null) return null;
    const time = new Date(origin + at);
    return Number.isNaN(time.getTime()) ? null : time.toISOString();
  };
}
