/** Something in an output folder that is not what the batch wrote, or an input that is not what it read. */
export interface Difference {
  readonly what: 'journal' | 'plan' | 'batch' | 'result' | 'time series' | 'table' | 'report' | 'input';
  /** Its name: relative to the output folder, or to the input folder for an input. Not safe to print. */
  readonly name: string;
  /** The input that it belongs to; null if it belongs to none. */
  readonly input: string | null;
  /** The end of a sentence. */
  readonly reason: string;
}
