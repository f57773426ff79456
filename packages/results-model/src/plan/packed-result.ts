import type { SeriesProblem } from '../reader/results-file.ts';
import { STATISTICS, type Statistics } from '../statistics/statistic.ts';
import type { FileResult, KeyResult, SeriesResult } from './file-result.ts';

/** What of a result is the same in all files with the same series: which there are, and which key found which. JSON-serialisable. */
export interface ResultShape {
  /** Without the numbers of their reductions. */
  readonly keys: readonly Omit<KeyResult, 'reductions'>[];
  readonly indexes: readonly number[];
  /** Null if no series has an object. */
  readonly objects: readonly (string | null)[] | null;
  readonly variables: readonly string[];
  readonly units: readonly string[];
  /** Of the series that have one. */
  readonly problems: readonly (readonly [series: number, problem: SeriesProblem])[];
  /** Series without statistics. */
  readonly without: readonly number[];
}

/** Everything else but the numbers. JSON-serialisable. */
export type ResultRest<Result extends FileResult> = Omit<Result, 'keys' | 'series'> & {
  /** By key, for those that have any. */
  readonly reductions: readonly (readonly [key: number, values: NonNullable<KeyResult['reductions']>])[];
};

/**
 * A result in three parts, of which the largest one is numbers, and another one is the same for many files.
 * `unpackResult` returns the result as JSON would have kept it.
 */
export interface PackedResult<Result extends FileResult = FileResult> {
  readonly shape: ResultShape;
  /** By series, then by `STATISTICS`; NaN for null. */
  readonly numbers: Float64Array;
  readonly rest: ResultRest<Result>;
}

const WIDTH = STATISTICS.length;

export function packResult<Result extends FileResult>({
  keys,
  series,
  ...rest
}: Result): PackedResult<Result> {
  const without: number[] = [];
  const problems: (readonly [number, SeriesProblem])[] = [];
  const numbers = new Float64Array(series.length * WIDTH);
  let packed = 0;
  for (const [i, { statistics, problem }] of series.entries()) {
    if (problem !== null) problems.push([i, problem]);
    if (statistics === null) without.push(i);
    else put(numbers, WIDTH * packed++, statistics);
  }
  const hasObjects = series.some(({ object }) => object !== null);
  return {
    shape: {
      keys: keys.map(({ reductions: _, ...key }) => key),
      indexes: series.map(({ index }) => index),
      objects: hasObjects ? series.map(({ object }) => object) : null,
      variables: series.map(({ variable }) => variable),
      units: series.map(({ unit }) => unit),
      problems,
      without,
    },
    numbers: numbers.subarray(0, WIDTH * packed),
    rest: {
      ...rest,
      reductions: [...keys.entries()].flatMap(([i, { reductions }]) =>
        reductions === undefined ? [] : [[i, reductions] as const],
      ),
    } as ResultRest<Result>,
  };
}

const shapes = new WeakMap<FileResult, ResultShape>();

/** The part of a result that it shares with others, if it was unpacked with it; the same object for all of them. */
export function shapeOf(result: FileResult): ResultShape | null {
  return shapes.get(result) ?? null;
}

/** Throws for parts that are not of one result, which is a defect of whoever wrote them. */
export function unpackResult<Result extends FileResult>({
  shape,
  numbers,
  rest: { reductions, ...rest },
}: PackedResult<Result>): Result {
  const { keys, variables, without } = shape;
  if (numbers.length !== (variables.length - without.length) * WIDTH)
    throw new Error('defect: the numbers of a result are not those of its series');
  const ofKeys = new Map(reductions);
  const result = {
    ...rest,
    keys:
      ofKeys.size === 0
        ? keys
        : keys.map((key, i): KeyResult => {
            const own = ofKeys.get(i);
            // In the order in which they are extracted.
            return own === undefined
              ? key
              : { key: key.key, series: key.series, reductions: own, problem: key.problem };
          }),
    series: seriesOf(shape, numbers),
  } as unknown as Result;
  shapes.set(result, shape);
  return result;
}

function seriesOf(
  { indexes, objects, variables, units, problems, without }: ResultShape,
  numbers: Float64Array,
): SeriesResult[] {
  const problemOf = new Map(problems);
  const isWithout = new Set(without);
  let at = 0;
  return variables.map((variable, i) => {
    const statistics = isWithout.has(i) ? null : statisticsAt(numbers, WIDTH * at++);
    const problem = problemOf.get(i) ?? null;
    // One literal: copies of objects would take longer than the rest.
    return {
      index: indexes[i] ?? 0,
      object: objects?.[i] ?? null,
      variable,
      unit: units[i] ?? '',
      statistics,
      problem,
    };
  });
}

function put(numbers: Float64Array, at: number, statistics: Statistics): void {
  for (let i = 0; i < WIDTH; i += 1) {
    const value = statistics[STATISTICS[i] as keyof Statistics];
    // JSON has neither infinities nor a negative zero.
    numbers[at + i] = value === null || !Number.isFinite(value) ? Number.NaN : value + 0;
  }
}

function statisticsAt(numbers: Float64Array, at: number): Statistics {
  const value = (i: number): number | null => {
    const number = numbers[at + i] ?? Number.NaN;
    return Number.isNaN(number) ? null : number;
  };
  return {
    n: value(0) as number,
    min: value(1),
    tMin: value(2),
    max: value(3),
    tMax: value(4),
    mean: value(5),
    std: value(6),
    std1: value(7),
    rms: value(8),
    skew: value(9),
    kurt: value(10),
  };
}
