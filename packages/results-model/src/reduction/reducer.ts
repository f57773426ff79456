/** What is known of a whole series when its reductions are finished. */
export interface ReducedSeries {
  /** Seconds from the first to the last sample. */
  readonly duration: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Computes numbers from the samples of one series, which come in blocks in time order. */
export interface Reducer {
  /** The arrays are valid during the call only. All samples are finite, or the values are not used. */
  add(times: Float64Array, values: Float64Array): void;
  /** One per reduction, in the order of the constructor; null if it does not exist. Call once, at the end. */
  values(series: ReducedSeries): (number | null)[];
}
