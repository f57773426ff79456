import type { OrcaFlexOptions } from '@ballast/orcaflex-native-bridge';
import {
  countersSince,
  dataValue,
  type FileOptions,
  factsOf,
  type LoadedModel,
  objectCalled,
  objectExtra,
  orcaflexWith,
  type PeriodStruct,
  periodOf,
  placeOf,
  rangeGraph,
  type Specification,
  staticResult,
  timeHistory,
  variableId,
} from '@ballast/orcaflex-native-bridge/calls';
import type {
  FileFacts,
  PeriodRequest,
  Position,
  Reader,
  Resolution,
  ResultsFile,
  SeriesRequest,
  SeriesSink,
  ValueAnswer,
  ValueKey,
} from '@ballast/results-model';

interface Named {
  readonly object: string | null;
  readonly variable: string;
  readonly at: Position | null;
}

/**
 * Reads OrcaFlex files without a read plan: each request looks its names up and reads its samples again. Neither wildcards
 * nor problems of single series are supported.
 */
export function columnByColumn(options: OrcaFlexOptions): Reader {
  return orcaflexWith(options, (model, own) => new ColumnByColumnFile(model, own));
}

/**
 * Reads a simulation as a script does that handles one column at a time: every request looks up its object and its variable
 * and reads its samples again, in single calls, without asking for units. This is the baseline for the read plan. Faults
 * of the library pass through.
 */
class ColumnByColumnFile implements ResultsFile {
  readonly #facts: FileFacts;
  readonly #model: LoadedModel;
  readonly #options: FileOptions;
  readonly #requests: SeriesRequest[] = [];

  constructor(model: LoadedModel, options: FileOptions) {
    this.#model = model;
    this.#options = options;
    this.#facts = factsOf(model, options.writtenBy);
  }

  get facts(): FileFacts {
    return { ...this.#facts, counters: countersSince(this.#options.calls, this.#model.library.counts) };
  }

  /** Looks nothing up: `read` does, so that the measurement includes it. */
  resolve(request: SeriesRequest): Resolution {
    const ref = this.#requests.push(request) - 1;
    const { object, variable } = request;
    return { kind: 'found', series: [{ ref, index: ref, object, variable, unit: '' }] };
  }

  read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    for (const [request, { period, series }] of requests.entries()) {
      const struct = periodOf(this.#model, period);
      for (const [index, { ref }] of series.entries()) {
        const named = this.#requests[ref];
        if (named === undefined) throw new RangeError(`defect: no series ${ref} was resolved`);
        const values = this.#samples(named, struct);
        // Scripts that want extremes do not ask for their times: sample numbers take their place.
        sink.block(request, index, countUpTo(values.length), values, true);
      }
    }
    return Promise.resolve();
  }

  value(key: ValueKey): Promise<ValueAnswer> {
    return Promise.resolve(this.#value(key));
  }

  close(): void {
    this.#model.dispose();
  }

  #samples(named: Named, struct: PeriodStruct): Float64Array {
    const specification = this.#specification(named);
    const values = new Float64Array(this.#model.sampleCount(struct));
    timeHistory(this.#model.library, { specification, period: struct }, values);
    return values;
  }

  #value(key: ValueKey): ValueAnswer {
    const { library, handle } = this.#model;
    if (key.kind === 'data') {
      const of = key.object === null ? handle : objectCalled(library, handle, key.object).handle;
      const value = dataValue(library, { of, name: key.name, index: key.index ?? 0 });
      return { kind: 'value', value: typeof value === 'number' ? value : String(value), unit: '' };
    }
    if (key.kind === 'figures') return { kind: 'figures', figures: [] };
    if (key.kind === 'static') {
      return { kind: 'value', value: staticResult(library, this.#specification(key)), unit: '' };
    }
    const { x, curves } = rangeGraph(library, {
      specification: this.#specification({ ...key, at: null }),
      period: periodOf(this.#model, key.period),
      along: key.along,
    });
    const [min, max, mean, std] = [curves.Min, curves.Max, curves.Mean, curves.StdDev].map(
      (curve) => curve?.values ?? new Float64Array(0),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
    return { kind: 'curves', curves: { arclengths: x, min, max, mean, std }, unit: '' };
  }

  #specification({ object, variable, at }: Named): Specification {
    const { library, handle } = this.#model;
    const found = objectCalled(library, handle, object ?? '');
    return {
      ObjectHandle: found.handle,
      ObjectExtra: objectExtra(placeOf(at)),
      VarID: variableId(library, found.handle, variable),
    };
  }
}

let counted: Float64Array = new Float64Array(0);

/** 0, 1, 2 ... */
function countUpTo(length: number): Float64Array {
  if (counted.length < length) counted = Float64Array.from({ length }, (_, i) => i);
  return counted.subarray(0, length);
}
