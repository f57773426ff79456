import type {
  FileFacts,
  FileWarning,
  Period,
  PeriodRequest,
  Resolution,
  ResultsFile,
  SeriesRequest,
  SeriesSink,
} from '@ballast/results-model';
import { periodText } from '@ballast/results-model';
import { modelWarnings } from '../abi/model-calls.ts';
import type { LoadedModel } from '../model/loaded-model.ts';
import { WHOLE_SIMULATION } from '../model/period-struct.ts';
import { PeriodReader } from './period-reader.ts';
import { Resolver } from './resolver.ts';

/** Warnings of a model beyond these are counted, not repeated. */
const NAMED_WARNINGS = 20;

/** One loaded simulation as every reader gives it. */
export class OrcaFlexFile implements ResultsFile {
  readonly facts: FileFacts;
  readonly #model: LoadedModel;
  readonly #resolver: Resolver;

  constructor(model: LoadedModel, writtenBy: string) {
    this.#model = model;
    this.#resolver = new Resolver(model);
    this.facts = factsOf(model, writtenBy);
  }

  resolve(request: SeriesRequest): Resolution {
    return this.#resolver.resolve(request);
  }

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    const reader = new PeriodReader(this.#model, this.#resolver);
    for (const warning of this.#resolver.warnings()) sink.warning(warning);
    for (const [request, { period, series }] of requests.entries()) {
      const beyond = this.#beyondEnd(period);
      if (beyond !== null) sink.warning(beyond);
      await reader.read(period, series, {
        values: (index, times, values) => sink.block(request, index, times, values),
        problem: (index, problem) => sink.problem(request, index, problem),
      });
    }
  }

  close(): void {
    this.#model.dispose();
  }

  /** The library gives the samples that exist, without a word, for a period that was not simulated to its end. */
  #beyondEnd(period: Period): FileWarning | null {
    const { startTime, endTime } = this.facts;
    if (period.kind !== 'range' || period.to === null || startTime === null || endTime === null) return null;
    const rounding = 1e-9 * Math.max(1, Math.abs(endTime));
    if (period.to <= endTime + rounding) return null;
    return {
      code: 'PERIOD_BEYOND_END',
      message: `The period ${periodText(period)} ends at ${period.to} s but the simulation at ${endTime} s; the samples up to there were used.`,
      details: { period: periodText(period), endTime },
    };
  }
}

function factsOf(model: LoadedModel, writtenBy: string): FileFacts {
  const { library, completeness, times } = model;
  return {
    format: `OrcaFlex simulation through OrcFxAPI ${library.version} (${library.path})`,
    completeness,
    samples: model.sampleCount(WHOLE_SIMULATION),
    series: null,
    startTime: times.StartTime,
    endTime: times.CurrentTime,
    plannedEndTime: times.StopTime,
    warnings: warningsOf(model),
    writtenBy,
  };
}

function warningsOf(model: LoadedModel): FileWarning[] {
  const { count, texts } = modelWarnings(model.library, model.handle, NAMED_WARNINGS);
  const warnings = texts.map((message): FileWarning => ({ code: 'MODEL_WARNING', message }));
  if (count <= texts.length) return warnings;
  const rest = count - texts.length;
  return [
    ...warnings,
    { code: 'MODEL_WARNING', message: `${rest} further warnings of the model`, details: { count: rest } },
  ];
}
