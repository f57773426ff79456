import { type SeriesProblem, type ValueAnswer, type ValueKey, valueName } from '@ballast/results-model';
import { type DataValue, dataValue } from '../abi/functions/data-calls.ts';
import type { KnownObject, LoadedModel } from '../model/loaded-model.ts';
import { rangeGraphOf, staticQuantity } from '../model/object-results.ts';
import type { Curve, RangeGraph } from '../model/result-types.ts';
import { periodProblem } from './series-problem.ts';

type KeyOf<Kind extends ValueKey['kind']> = Extract<ValueKey, { kind: Kind }>;

/** Reads static results, data and range graphs. What the model lacks is an answer too, with the library's text. */
export function readValue(model: LoadedModel, key: ValueKey): ValueAnswer {
  try {
    if (key.kind === 'data') return dataAnswer(model, key);
    if (key.kind === 'figures') return { kind: 'figures', figures: [] };
    if (key.object === null)
      return missing('OBJECT_NEEDED', `${valueName(key)} belongs to an object: name the object too`);
    const object = model.object(key.object);
    return key.kind === 'static' ? staticAnswer(model, object, key) : rangeGraphAnswer(model, object, key);
  } catch (error) {
    return { kind: 'missing', problem: periodProblem(error) };
  }
}

/** Without an object, data of the model itself. */
function dataAnswer(model: LoadedModel, { object, name, index }: KeyOf<'data'>): ValueAnswer {
  const of = object === null ? model.handle : model.object(object).handle;
  const value = dataValue(model.library, { of, name, index: index ?? 0 });
  // The library provides no units for data.
  return value === null
    ? missing('NO_VALUE', `${name} has no value`)
    : { kind: 'value', value: plain(value), unit: '' };
}

function plain(value: Exclude<DataValue, null>): number | string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return value;
}

function staticAnswer(model: LoadedModel, object: KnownObject, key: KeyOf<'static'>): ValueAnswer {
  const { value, unit } = staticQuantity(model, object, key);
  return value === null
    ? missing('NO_VALUE', `${valueName(key)} has no value in the static state`)
    : { kind: 'value', value, unit };
}

function rangeGraphAnswer(model: LoadedModel, object: KnownObject, key: KeyOf<'range-graph'>): ValueAnswer {
  const { variable, period, along } = key;
  if (model.period(period) === null) {
    const { StartTime, CurrentTime } = model.times;
    return missing(
      'EMPTY_PERIOD',
      `no sample there; the simulation covers ${StartTime} s to ${CurrentTime} s`,
    );
  }
  const graph = rangeGraphOf(model, object, { variable, period, arcLength: along });
  if (graph.arcLengths.length === 0)
    return missing('EMPTY_RANGE', `${valueName(key)} has no points in that range`);
  return { kind: 'curves', curves: curvesOf(graph), unit: graph.unit };
}

function curvesOf({
  arcLengths: arclengths,
  min,
  max,
  mean,
  stdDev,
  lower,
  upper,
}: RangeGraph): Extract<ValueAnswer, { kind: 'curves' }>['curves'] {
  const values = (curve: Curve | null): Float64Array => curve?.values ?? new Float64Array(0);
  const own = { min: values(min), max: values(max), mean: values(mean), std: values(stdDev) };
  return { arclengths, ...own, lower: values(lower), upper: values(upper) };
}

function missing(
  code: string,
  message: string,
): { readonly kind: 'missing'; readonly problem: SeriesProblem } {
  return { kind: 'missing', problem: { code, message } };
}
