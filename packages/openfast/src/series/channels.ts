import {
  bareUnit,
  type FileWarning,
  isWildcard,
  type Packing,
  type Resolution,
  type ResolvedSeries,
  type SeriesProblem,
  type SeriesRequest,
  splitUnitName,
  takesName,
} from '@ballast/results-model';
import { nearestName } from './edit-distance.ts';

/**
 * The columns of a file, and how requests find them. Column 0 is the time column (whatever its name); it can be
 * requested by name but is not part of `*`. Names repeat in real files: a bare name is the first occurrence, `name#2`
 * the second.
 */
export class Channels {
  readonly #names: readonly string[];
  readonly #units: readonly string[];
  readonly #packings: readonly (Packing | null)[];
  readonly #exact: ReadonlyMap<string, readonly number[]>;
  #folded: ReadonlyMap<string, readonly number[]> | null = null;
  /** Columns found through a bare name that repeats. */
  readonly #ambiguous = new Set<number>();

  /** Names and units start with the time column; `packings` with the first channel, and may be empty. */
  constructor(
    names: readonly string[],
    units: readonly string[],
    packings: readonly (Packing | null)[] = [],
  ) {
    this.#names = names;
    this.#units = units;
    this.#packings = packings;
    this.#exact = groupBy(names, (name) => name);
  }

  /** Number of series without the time column. */
  get count(): number {
    return this.#names.length - 1;
  }

  resolve(request: SeriesRequest): Resolution {
    if (request.object !== null || request.at !== null) return missing(notApplicable(request));
    const { variable } = request;
    if (isWildcard(variable) && !this.#exact.has(variable)) return this.#matching(request);
    const found = this.#find(variable) ?? this.#findNumbered(variable) ?? this.#findWithUnit(variable);
    if (found === null) return missing(this.#notFound(request));
    if (typeof found !== 'number') return missing(found);
    return { kind: 'found', series: [this.#series(found)] };
  }

  /** Warnings about those columns that were found through a bare name that repeats. */
  duplicateWarnings(columns: Iterable<number>): FileWarning[] {
    const warnings: FileWarning[] = [];
    for (const column of columns) {
      if (!this.#ambiguous.has(column)) continue;
      const name = this.#names[column] ?? '';
      const occurrences = this.#exact.get(name) ?? [];
      warnings.push({
        code: 'DUPLICATE_CHANNEL',
        message: `${name} occurs ${occurrences.length} times; the first (column ${column}) was used, ${name}#2 is the second`,
        details: { name, columns: occurrences },
      });
    }
    return warnings;
  }

  #series(column: number): ResolvedSeries {
    const packing = this.#packings[column - 1] ?? null;
    const variable = this.#names[column] ?? '';
    const unit = this.#units[column] ?? '';
    // Two literals: copies of objects take longer, for each channel of each file.
    if (packing === null) return { ref: column, index: column, object: null, variable, unit };
    return { ref: column, index: column, object: null, variable, unit, packing };
  }

  #find(name: string): number | SeriesProblem | null {
    const columns = this.#exact.get(name) ?? this.#fold().get(name.toLowerCase());
    const first = columns?.[0];
    if (columns === undefined || first === undefined) return null;
    const spellings = new Set(columns.map((column) => this.#names[column]));
    if (spellings.size > 1) {
      return {
        code: 'CHANNEL_AMBIGUOUS',
        message: `${name} matches ${[...spellings].join(', ')}; write one of them exactly`,
      };
    }
    if (columns.length > 1) this.#ambiguous.add(first);
    return first;
  }

  /** The time column is not one of the series. */
  #matching(request: SeriesRequest): Resolution {
    const takes = takesName(request);
    const series = this.#names.flatMap((name, column) =>
      column > 0 && takes(name, this.#units[column]) ? [this.#series(column)] : [],
    );
    return { kind: 'found', series };
  }

  /** `GenPwr_[kW]`, as other tools name a channel. */
  #findWithUnit(variable: string): number | SeriesProblem | null {
    const parts = splitUnitName(variable);
    const found = parts === null ? null : this.#find(parts.name);
    if (parts === null || typeof found !== 'number') return found;
    const unit = bareUnit(this.#units[found] ?? '');
    if (unit === parts.unit) return found;
    const message = `${parts.name} is in ${unit === '' ? 'no unit' : unit} in this file, not in ${parts.unit}`;
    return { code: 'UNIT_DIFFERS', message };
  }

  #findNumbered(variable: string): number | null {
    const match = /^(.+)#(\d{1,6})$/.exec(variable);
    if (match?.[1] === undefined) return null;
    const columns = this.#exact.get(match[1]) ?? this.#fold().get(match[1].toLowerCase());
    return columns?.[Number(match[2]) - 1] ?? null;
  }

  #fold(): ReadonlyMap<string, readonly number[]> {
    this.#folded ??= groupBy(this.#names, (name) => name.toLowerCase());
    return this.#folded;
  }

  #notFound({ variable, alsoKnown = [] }: SeriesRequest): SeriesProblem {
    const nearest = nearestName(variable, [...alsoKnown, ...this.#names]);
    const tail = nearest === null ? '' : `; did you mean ${nearest}?`;
    return {
      code: 'CHANNEL_NOT_FOUND',
      message: `no channel is named ${variable} among the ${this.count} of this file${tail}`,
    };
  }
}

function groupBy(names: readonly string[], key: (name: string) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  names.forEach((name, column) => {
    const columns = groups.get(key(name));
    if (columns === undefined) groups.set(key(name), [column]);
    else columns.push(column);
  });
  return groups;
}

function missing(problem: SeriesProblem): Resolution {
  return { kind: 'missing', problem };
}

function notApplicable(request: SeriesRequest): SeriesProblem {
  const what = request.object === null ? 'positions' : 'objects';
  return {
    code: 'NOT_APPLICABLE',
    message: `an OpenFAST file has channels but no ${what}: request ${request.variable} by its name alone`,
  };
}
