import { FaultError } from '@ballast/resource-model';
import { type Period, periodText, WHOLE } from '@ballast/results-model';
import { linkedSeriesStatistics, queryLinked, withLinkedStatistics } from '../abi/functions/linked-calls.ts';
import { objectExtra } from '../abi/functions/object-extra.ts';
import { type RawCurves, rangeGraph } from '../abi/functions/range-graph-calls.ts';
import {
  columnOf,
  multipleTimeHistories,
  type PeriodStruct,
  type Specification,
  staticResult,
  timeHistory,
} from '../abi/functions/result-calls.ts';
import { numberOrNull } from '../abi/special-numbers.ts';
import type { KnownObject, LoadedModel } from './loaded-model.ts';
import { type At, placeOf } from './places.ts';
import type {
  LinkedOptions,
  LinkedPair,
  LinkedStatistics,
  Quantity,
  RangeGraph,
  RangeGraphOptions,
  SeriesSpec,
  TimeHistories,
} from './result-types.ts';
import { seriesStatisticsOf } from './series-statistics.ts';

/** The default period: the static state of a static model, otherwise the whole simulation. */
function defaultPeriod(model: LoadedModel): Period {
  return model.state === 'static' ? { kind: 'static' } : WHOLE;
}

/** Fault `PERIOD_NOT_SIMULATED` for an instant outside the simulation. */
export function periodOf(model: LoadedModel, period: Period = defaultPeriod(model)): PeriodStruct {
  const struct = model.period(period);
  if (struct !== null) return struct;
  const { StartTime: start, CurrentTime: end } = model.times;
  throw new FaultError({
    code: 'PERIOD_NOT_SIMULATED',
    message: `there is no sample at ${periodText(period)}; the simulation covers ${start} s to ${end} s`,
    hint: 'ask for a time within the simulation',
    details: { period, start, end },
  });
}

/** One call of the library for all series, if this version supports it. */
export function timeHistories(
  model: LoadedModel,
  specs: readonly SeriesSpec[],
  period?: Period,
): TimeHistories {
  const struct = periodOf(model, period);
  const times = model.sampleTimes(struct);
  const found = specs.map(({ object: name, variable, at = null }) => {
    const object = model.object(name);
    const id = model.variable(object, variable);
    const place = placeOf(at);
    return {
      object: object.name,
      name: variable,
      unit: model.unit(object, id, place),
      specification: model.specification(object, id, place),
    };
  });
  const values = samples(model, {
    specifications: found.map(({ specification }) => specification),
    period: struct,
    count: times.length,
  });
  const series = found.map(({ object, name, unit }, index) => ({
    object,
    name,
    unit,
    values: values[index] ?? new Float64Array(0),
  }));
  return { times, series };
}

interface SampleRequest {
  readonly specifications: readonly Specification[];
  readonly period: PeriodStruct;
  readonly count: number;
}

function samples(model: LoadedModel, { specifications, period, count }: SampleRequest): Float64Array[] {
  const columns = specifications.map(() => new Float64Array(count));
  if (count === 0 || columns.length === 0) return columns;
  const { library } = model;
  if (!library.has('C_GetMultipleTimeHistoriesW')) {
    for (const [index, values] of columns.entries()) {
      const specification = specifications[index];
      if (specification !== undefined) timeHistory(library, { specification, period }, values);
    }
    return columns;
  }
  const rows = new Float64Array(count * columns.length);
  multipleTimeHistories(library, { specifications, period }, rows);
  for (const [index, values] of columns.entries())
    columnOf(rows, { column: index, columns: columns.length }, values);
  return columns;
}

/** The value in the static state. */
export function staticQuantity(
  model: LoadedModel,
  object: KnownObject,
  { variable, at }: { readonly variable: string; readonly at: At },
): Quantity {
  const id = model.variable(object, variable);
  const place = placeOf(at);
  const value = staticResult(model.library, model.specification(object, id, place));
  return { value: numberOrNull(model.library, value), unit: model.unit(object, id, place) };
}

export function rangeGraphOf(
  model: LoadedModel,
  object: KnownObject,
  { variable, period, arcLength = null, position = null }: RangeGraphOptions & { readonly variable: string },
): RangeGraph {
  const id = model.variable(object, variable);
  const place = placeOf(position);
  const specification = model.specification(object, id, place);
  const { x, curves } = rangeGraph(model.library, {
    specification,
    period: periodOf(model, period),
    along: arcLength,
  });
  return { unit: model.unit(object, id, place), arcLengths: x, ...friendlyCurves(curves) };
}

function friendlyCurves(curves: RawCurves): Omit<RangeGraph, 'unit' | 'arcLengths'> {
  const { Min: min, Max: max, Mean: mean, StdDev: stdDev, Upper: upper, Lower: lower } = curves;
  return { min, max, mean, stdDev, upper, lower };
}

/** The extremes of each variable, and the values of the others at those times, over one period. */
export function linkedStatisticsOf(
  model: LoadedModel,
  object: KnownObject,
  { variables, period, position = null }: LinkedOptions & { readonly variables: readonly string[] },
): LinkedStatistics {
  const { library } = model;
  const place = placeOf(position);
  const named = variables.map((name) => {
    const id = model.variable(object, name);
    return { name, id, unit: model.unit(object, id, place) };
  });
  const request = {
    object: object.handle,
    extra: objectExtra(place),
    period: periodOf(model, period),
    ids: named.map(({ id }) => id),
  };
  return withLinkedStatistics(library, request, (open) => ({
    variables: named.map(({ name, id, unit }) => ({
      name,
      unit,
      statistics: seriesStatisticsOf(library, linkedSeriesStatistics(library, open, id)),
    })),
    pairs: named.flatMap((of) =>
      named
        .filter((linked) => linked !== of)
        .map((linked) => {
          const query = queryLinked(library, open, { id: of.id, linkedId: linked.id });
          return pair(of.name, linked.name, query);
        }),
    ),
  }));
}

function pair(variable: string, linked: string, query: ReturnType<typeof queryLinked>): LinkedPair {
  return {
    variable,
    linked,
    max: { time: query.TimeOfMax, value: query.ValueAtMax, linked: query.LinkedValueAtMax },
    min: { time: query.TimeOfMin, value: query.ValueAtMin, linked: query.LinkedValueAtMin },
  };
}
