import type { JournalHeader } from '@ballast/scheduler/journal';
import type { BatchFigures } from '../figures/figures.ts';
import type { BatchStory } from '../fold/batch-story.ts';
import type { FlowStory } from '../fold/flow-fold.ts';
import { NO_ADDITIONS } from './additions.ts';
import { alertsOf } from './alerts.ts';
import { type Span, spansOf } from './attempt-spans.ts';
import { boundText } from './bound-text.ts';
import { attemptColumns, taskColumns } from './columns.ts';
import { type BatchDescription, type Counts, FIGURES_VERSION, type Figures } from './figures.ts';
import { headlineOf } from './headline.ts';
import { keyFigures } from './keys.ts';
import { lookGroups } from './look.ts';
import { predictionFigures } from './predictions.ts';
import { saysOf } from './says.ts';
import { boundSecondsOf, seriesOf } from './series.ts';
import { seriesOfSpans } from './series-of-spans.ts';
import { sizeFigures } from './sizes.ts';

/** What figures are made of. */
export interface Folded {
  readonly story: BatchStory;
  readonly figures: BatchFigures;
  readonly flow: FlowStory;
  readonly isRunning: boolean;
  /** Bytes that are free where the output is written, and those that the batch has written there. */
  readonly output: { readonly free: number; readonly written: number } | null;
  readonly silence: number | null;
}

/** What a report says in words. */
export type Said = Pick<Figures, 'headline' | 'says' | 'boundSeconds' | 'alerts'>;

/** What is needed of attempts and their places in time. */
export interface SeenAttempts {
  /** How many were begun. */
  readonly begun: number;
  /** Only asked for if the journal has no samples, as those of earlier versions. */
  readonly spans: () => readonly Span[];
}

/** Whether the spans of attempts are asked for. */
export function needsSpans({ machine }: JournalHeader, { samples }: FlowStory): boolean {
  // Those of short batches have none either.
  return samples.length === 0 && machine === undefined;
}

/** The words of a report, and the figures that they are made of. */
export function saidFrom(
  {
    story,
    figures,
    flow,
    isRunning,
    output,
    silence,
  }: Omit<Folded, 'story'> & {
    readonly story: Pick<BatchStory, 'header' | 'at'>;
  },
  { begun: attempts, spans }: SeenAttempts,
): Said & Pick<Figures, 'series' | 'predictions' | 'sizes'> {
  const { header, at } = story;
  const series = needsSpans(header, flow)
    ? seriesOfSpans(header, spans(), flow.permits)
    : seriesOf(header, flow.samples);
  const boundSeconds = flow.samples.length === 0 ? null : boundSecondsOf(flow.samples);
  const bound = boundText(boundSeconds);
  const headline = headlineOf({ figures, isRunning, bound });
  const predictions = predictionFigures(figures.tasks);
  const sizes = sizeFigures(figures.tasks.map(({ size }) => size));
  const alerts = alertsOf({ figures, flow, at, isRunning, output, silence });
  const parts = { figures, series, sizes, predictions, bound, attempts };
  const says = saysOf({ ...parts, headline: headline.sentence });
  return { headline, says, boundSeconds, alerts, series, predictions, sizes };
}

/** Everything that a page shows. */
export function figuresFrom(folded: Folded): Figures {
  const { story, figures, flow } = folded;
  const { header } = story;
  const { spans, lanes } = spansOf(story.tasks, story.at, flow.gaps);
  const said = saidFrom(folded, { begun: spans.length, spans: () => spans });
  const { headline, says, boundSeconds, alerts, series, predictions, sizes } = said;
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
    alerts,
    says,
    notes: figures.warnings.map(({ code, message }) => ({ code, message })),
    ...NO_ADDITIONS,
  };
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
