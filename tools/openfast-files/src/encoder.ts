/** Turns rows into bytes and knows what a reader will make of them. */
export interface Encoder {
  /** What stands before the rows. */
  header(): Uint8Array;
  /** Rows from sample `first` on; `values` are replaced by what the bytes decode to. Valid until the next call. */
  rows(first: number, count: number, values: Float64Array): Uint8Array;
}
