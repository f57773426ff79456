import {
  type FileWarning,
  isWildcard,
  type Position,
  type Resolution,
  type ResolvedSeries,
  type SeriesRequest,
  takesName,
} from '@ballast/results-model';
import type { FoundVariable } from '../abi/functions/object-calls.ts';
import type { Specification } from '../abi/functions/result-calls.ts';
import type { KnownObject, LoadedModel } from '../model/loaded-model.ts';
import { placeOf } from '../model/places.ts';
import { PositionNeeds, suits } from './position-needs.ts';
import { seriesProblem } from './series-problem.ts';

/** Maximum number of omitted variables that the warning names. */
const NAMED = 3;

/** What a pattern stands for. */
interface Matching {
  readonly at: Position | null;
  readonly takes: ReturnType<typeof takesName>;
}

/** Finds series by name. Equal series have the same number, which is also their index in `specifications`. */
export class Resolver {
  readonly #model: LoadedModel;
  readonly #specifications: Specification[] = [];
  readonly #known = new Map<string, ResolvedSeries>();
  readonly #needs: PositionNeeds;
  /** Variables omitted by wildcards without a position. */
  readonly #leftOut = new Set<string>();

  constructor(model: LoadedModel) {
    this.#model = model;
    this.#needs = new PositionNeeds(model);
  }

  /** Warnings about the requests so far. */
  warnings(): FileWarning[] {
    const count = this.#leftOut.size;
    if (count === 0) return [];
    const named = [...this.#leftOut].slice(0, NAMED).join(', ');
    const more = count > NAMED ? ` and ${count - NAMED} more` : '';
    return [
      {
        code: 'POSITION_NEEDED',
        message: `"*" omits what needs a position: ${named}${more}; a column "*" with \`at\` includes them`,
        details: { count },
      },
    ];
  }

  specification(series: ResolvedSeries): Specification {
    const specification = this.#specifications[series.ref];
    if (specification === undefined) throw new RangeError(`defect: no series ${series.ref} was resolved`);
    return specification;
  }

  resolve(request: SeriesRequest): Resolution {
    try {
      const series = isWildcard(request.variable) ? this.#all(request) : this.#one(request);
      return series === null ? objectNeeded(request) : { kind: 'found', series };
    } catch (error) {
      return { kind: 'missing', problem: seriesProblem(error) };
    }
  }

  #one({ object: name, variable, at }: SeriesRequest): ResolvedSeries[] | null {
    if (name === null) return null;
    const object = this.#model.object(name);
    const id = this.#model.variable(object, variable);
    return [
      this.#series(object, { name: variable, id, unit: this.#model.unit(object, id, placeOf(at)) }, at),
    ];
  }

  #all(request: SeriesRequest): ResolvedSeries[] {
    const { object: name, at } = request;
    const takes = takesName(request);
    if (name !== null) return this.#allOf(this.#model.object(name), { at, takes });
    return this.#model.objects().flatMap((object) => {
      try {
        return this.#allOf(object, { at, takes });
      } catch (error) {
        // Types and other objects without results are refused; they have no series.
        seriesProblem(error);
        return [];
      }
    });
  }

  /**
   * Without a position, the variables that need none; with one, those that need one. The others do not depend on it and
   * would be repeated for every position requested.
   */
  #allOf(object: KnownObject, { at, takes }: Matching): ResolvedSeries[] {
    const series: ResolvedSeries[] = [];
    for (const variable of this.#model.variables(object, placeOf(at))) {
      if (!takes(variable.name, variable.unit)) continue;
      const need = this.#needs.of(object, variable.id);
      if (suits(need, at)) series.push(this.#series(object, variable, at));
      else if (at === null) this.#leftOut.add(`${object.name} ${variable.name}`);
    }
    return series;
  }

  #series(
    object: KnownObject,
    { name: variable, id, unit }: Pick<FoundVariable, 'name' | 'id' | 'unit'>,
    at: Position | null,
  ): ResolvedSeries {
    const text = JSON.stringify([object.name, variable, at]);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const ref = this.#specifications.push(this.#model.specification(object, id, placeOf(at))) - 1;
    const series: ResolvedSeries = { ref, index: ref, object: object.name, variable, unit };
    this.#known.set(text, series);
    return series;
  }
}

function objectNeeded({ variable }: SeriesRequest): Resolution {
  const message = `in an OrcaFlex model, ${variable} belongs to an object: name the object too`;
  return { kind: 'missing', problem: { code: 'OBJECT_NEEDED', message } };
}
