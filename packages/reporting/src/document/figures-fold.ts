import type { Milliseconds } from '@ballast/resource-model';
import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import type { BatchFigures } from '../figures/figures.ts';
import { figuresOf } from '../figures/figures-of.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import { type FlowStory, flowFold } from '../fold/flow-fold.ts';
import { type JournalToFold, journalFold } from '../fold/fold-journal.ts';
import { NO_ADDITIONS } from './additions.ts';
import { alertsOf } from './alerts.ts';
import { spansOf } from './attempt-spans.ts';
import { boundText } from './bound-text.ts';
import { attemptColumns, taskColumns } from './columns.ts';
import { type BatchDescription, type Counts, FIGURES_VERSION, type Figures, type Series } from './figures.ts';
import { headlineOf } from './headline.ts';
import { keyFigures } from './keys.ts';
import { lookGroups } from './look.ts';
import { predictionFigures } from './predictions.ts';
import { saysOf } from './says.ts';
import { boundSecondsOf, seriesOf } from './series.ts';
import { seriesOfSpans } from './series-of-spans.ts';
import { sizeFigures } from './sizes.ts';

/** What is known besides the records of the journal. */
export interface Circumstances extends Omit<JournalToFold, 'header' | 'records'> {
  /** The process that writes the journal is alive; false if absent. */
  readonly isRunning?: boolean;
  /** Bytes that are free where the output is written, and those that the batch has written there; not known if absent. */
  readonly output?: { readonly free: number; readonly written: number };
  /** Milliseconds since the last record; not known if absent. */
  readonly silence?: number;
}

/** Makes figures while a journal grows. */
export interface FiguresFold {
  take(record: JournalRecord): void;
  /** Of everything taken so far; may be asked for again and again. */
  figures(circumstances?: Circumstances): Figures;
  /** What the figures are made of; use it before the next `take`. */
  story(): { readonly batch: BatchStory; readonly flow: FlowStory };
}

/** A fold that has seen the header of a journal and nothing else. */
export function figuresFold(header: JournalHeader): FiguresFold {
  const batch = journalFold(header);
  const flow = flowFold();
  return {
    take: (record) => {
      batch.take(record);
      flow.take(record);
    },
    figures: ({ isRunning = false, output, silence, ...reading } = {}) => {
      const story = batch.story(reading);
      const around = { isRunning, output: output ?? null, silence: silence ?? null };
      return figuresFrom({ story, figures: figuresOf(story), flow: flow.story, ...around });
    },
    story: () => ({ batch: batch.story(), flow: flow.story }),
  };
}

/** The figures of a journal, whole or cut off anywhere. Fault: JOURNAL_INCONSISTENT. */
export function journalFigures(
  { header, records, ...reading }: JournalToFold,
  { isRunning = false }: Pick<Circumstances, 'isRunning'> = {},
): Figures {
  const fold = figuresFold(header);
  for (const record of records) fold.take(record);
  return fold.figures({ ...reading, isRunning });
}

/** Makes what a batch publishes of its journal, record by record. */
export interface ReportFold {
  /** Fault: JOURNAL_INCONSISTENT. */
  take(record: JournalRecord): void;
  /** Of everything taken so far. */
  report(reading?: Omit<JournalToFold, 'header' | 'records'>): JournalReport;
}

export interface JournalReport {
  readonly figures: BatchFigures;
  /** What a report shows. */
  readonly document: Figures;
  /** Time of the last record. */
  readonly at: Milliseconds;
}

/** A fold that has seen the header of a journal and nothing else. */
export function reportFold(header: JournalHeader): ReportFold {
  const batch = journalFold(header);
  const flow = flowFold();
  return {
    take: (record) => {
      batch.take(record);
      flow.take(record);
    },
    report: (reading) => {
      const story = batch.story(reading);
      const figures = figuresOf(story);
      const around = { isRunning: false, output: null, silence: null };
      const document = figuresFrom({ story, figures, flow: flow.story, ...around });
      return { figures, document, at: story.at };
    },
  };
}

interface Folded {
  readonly story: BatchStory;
  readonly figures: BatchFigures;
  readonly flow: FlowStory;
  readonly isRunning: boolean;
  readonly output: NonNullable<Circumstances['output']> | null;
  readonly silence: number | null;
}

function figuresFrom({ story, figures, flow, isRunning, output, silence }: Folded): Figures {
  const { header, at } = story;
  const { spans, lanes } = spansOf(story.tasks, at, flow.gaps);
  const series = seriesFrom(header, spans, flow);
  const boundSeconds = flow.samples.length === 0 ? null : boundSecondsOf(flow.samples);
  const bound = boundText(boundSeconds);
  const headline = headlineOf({ figures, isRunning, bound });
  const predictions = predictionFigures(figures.tasks);
  const sizes = sizeFigures(figures.tasks.map(({ size }) => size));
  const said = { figures, series, sizes, predictions, bound, attempts: spans.length };
  return {
    version: FIGURES_VERSION,
    batch: descriptionOf(figures),
    machine: header.machine ?? null,
    settings: header.settings ?? null,
    budget: { ...header.budget },
    cores: header.cores,
    headline,
    keys: keyFigures({ figures, series, memory: predictions.memory }),
    counts: countsOf(figures, spans.length),
    models: modelsOf(story),
    makespan: figures.makespan,
    bound: figures.bound === null ? null : boundOf(figures.bound),
    look: lookGroups(figures),
    series,
    boundSeconds,
    tasks: taskColumns(figures.tasks, spans),
    attempts: attemptColumns(spans),
    lanes,
    predictions,
    sizes,
    alerts: alertsOf({ figures, flow, at, isRunning, output, silence }),
    says: saysOf({ ...said, headline: headline.sentence }),
    notes: figures.warnings.map(({ code, message }) => ({ code, message })),
    ...NO_ADDITIONS,
  };
}

function seriesFrom(
  header: JournalHeader,
  spans: Parameters<typeof seriesOfSpans>[1],
  { samples, permits }: FlowStory,
): Series {
  // Journals of earlier versions have no samples; those of short batches neither.
  const isShort = samples.length === 0 && header.machine !== undefined;
  return samples.length > 0 || isShort ? seriesOf(header, samples) : seriesOfSpans(header, spans, permits);
}

function modelsOf({ models }: BatchStory): Figures['models'] {
  if (models === null) return null;
  const { memory, compute, storage } = models;
  return { memory, compute, storage };
}

function boundOf({ seconds, resource, ratio }: NonNullable<BatchFigures['bound']>): Figures['bound'] {
  return { seconds, resource, ratio };
}

function descriptionOf(figures: BatchFigures): BatchDescription {
  const { header, ending, endedAt, firstAdmission, lastSettlement, resumed } = figures;
  return {
    name: header.batch,
    host: header.host,
    product: header.product,
    hash: header.batchHash,
    startedAt: Number.isNaN(Date.parse(header.startedAt)) ? '' : header.startedAt,
    firstAdmission,
    lastSettlement,
    endedAt,
    ending,
    reader: { name: header.reader, details: { ...header.readerDetails } },
    journalVersion: header.version,
    resumed,
  };
}

function countsOf(figures: BatchFigures, attempts: number): Counts {
  return {
    inputs: figures.inputs,
    inputBytes: figures.inputBytes,
    readBytes: figures.bytesRead,
    statuses: { ...figures.statuses },
    unsettled: figures.unsettled,
    kept: figures.kept,
    attempts,
    retried: figures.retried,
    workersStarted: figures.workers.started,
    workersLost: figures.workers.lost,
    seatsDenied: figures.seats.denied,
    seatWait: figures.seats.waited,
    mostInFlight: figures.inFlight.most,
  };
}
