/** Converts rows into bytes and computes what a reader will decode from them. */
export interface Encoder {
  /** The bytes before the rows. */
  header(): Uint8Array;
  /** Rows from sample `first` on; `values` are replaced by the decoded numbers. Valid until the next call. */
  rows(first: number, count: number, values: Float64Array): Uint8Array;
}
