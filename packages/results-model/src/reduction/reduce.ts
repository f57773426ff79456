import type { Packing } from '../reader/results-file.ts';
import type { Statistics } from '../statistics/statistic.ts';
import { FatigueReducer } from './fatigue-reducer.ts';
import { QuantileReducer } from './order-reducer.ts';
import { PathReducer } from './path-reducer.ts';
import type { Reducer } from './reducer.ts';
import type { Damage, EquivalentLoad, Reduction } from './reduction.ts';

/** A reducer and the places of its values among the reductions. */
interface Placed {
  readonly reducer: Reducer;
  readonly places: readonly number[];
}

/** Everything that one series is reduced to besides its statistics; reductions with the same count share it. */
export class SeriesReductions {
  readonly #reductions: readonly Reduction[];
  readonly #placed: readonly Placed[];
  #first = Number.NaN;
  #last = Number.NaN;

  /** `packing` of the samples as they come; null if they are not packed, or not as they come. */
  constructor(reductions: readonly Reduction[], packing: Packing | null) {
    this.#reductions = reductions;
    this.#placed = [
      ...fatigue(reductions, true),
      ...fatigue(reductions, false),
      ...together(
        reductions,
        isQuantile,
        (own) =>
          new QuantileReducer(
            own.map(({ q }) => q),
            packing,
          ),
      ),
      ...together(reductions, isPath, (own) => new PathReducer(own.map(({ kind }) => kind))),
    ];
  }

  add(times: Float64Array, values: Float64Array): void {
    if (times.length === 0) return;
    if (Number.isNaN(this.#first)) this.#first = times[0] as number;
    this.#last = times[times.length - 1] as number;
    for (const { reducer } of this.#placed) reducer.add(times, values);
  }

  /** One per reduction; all null unless every sample is finite. Call once, after the last block. */
  values({ mean, min, max }: Statistics): (number | null)[] {
    const values = new Array<number | null>(this.#reductions.length).fill(null);
    if (mean === null || min === null || max === null) return values;
    const series = { duration: this.#last - this.#first, mean, min, max };
    for (const { reducer, places } of this.#placed) {
      const own = reducer.values(series);
      for (const [i, place] of places.entries()) values[place] = finite(own[i] ?? null);
    }
    for (const [place, { kind }] of this.#reductions.entries()) {
      if (kind === 'absmax') values[place] = Math.max(Math.abs(min), Math.abs(max));
      if (kind === 'duration') values[place] = series.duration;
    }
    return values;
  }
}

/** JSON has no other numbers, and a value beyond the largest double says nothing. */
function finite(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value + 0;
}

function fatigue(reductions: readonly Reduction[], ends: boolean): Placed[] {
  const isOwn = (one: Reduction): one is EquivalentLoad | Damage =>
    (one.kind === 'del' || one.kind === 'damage') && one.ends === ends;
  return together(reductions, isOwn, (own) => new FatigueReducer(own));
}

function isQuantile(one: Reduction): one is Extract<Reduction, { kind: 'quantile' }> {
  return one.kind === 'quantile';
}

function isPath(one: Reduction): one is Extract<Reduction, { kind: 'integral' | 'travel' }> {
  return one.kind === 'integral' || one.kind === 'travel';
}

function together<Own extends Reduction>(
  reductions: readonly Reduction[],
  isOwn: (one: Reduction) => one is Own,
  create: (own: readonly Own[]) => Reducer,
): Placed[] {
  const places = [...reductions.keys()].filter((place) => isOwn(reductions[place] as Reduction));
  if (places.length === 0) return [];
  return [{ reducer: create(reductions.filter(isOwn)), places }];
}

/** The reductions of a series that is completely in memory. */
export function reduceSeries(
  { times, values, statistics }: { times: Float64Array; values: Float64Array; statistics: Statistics },
  reductions: readonly Reduction[],
): (number | null)[] {
  const all = new SeriesReductions(reductions, null);
  all.add(times, values);
  return all.values(statistics);
}
