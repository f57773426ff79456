import type { ResultsFile } from './results-file.ts';

/**
 * How a reader shares the storage with others. `chunk` is called before each piece of at most 64 MiB is read:
 * it reports the bytes about to be read and settles when the piece may be read, later while the load is paused.
 */
export interface LoadControl {
  chunk(bytes: number): Promise<void>;
  /**
   * Called by a reader that has read the whole file once but has yet to take the memory for it; settles when it may.
   * A reader that takes its memory while it reads never calls it.
   */
  ready(): Promise<void>;
}

/** For callers that share nothing. */
export const UNPACED: LoadControl = { chunk: () => Promise.resolve(), ready: () => Promise.resolve() };

/** What a file's first few KB tell, without a licence and without reading further; features for predictions. */
export interface HeaderFacts {
  readonly format: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly samples: number | null;
  readonly series: number | null;
}

/** An adapter that opens one format as a `ResultsFile`. */
export interface Reader {
  /** As batches name it: `openfast`, `orcaflex`. */
  readonly name: string;
  /** Changes whenever the numbers it gives could change. */
  readonly version: string;
  /** At most a few KB of reading. Throws a fault for a file that is not this format. */
  probe(path: string): HeaderFacts;
  /** Loads the file: the storage-bound part. Throws a fault when it cannot. */
  open(path: string, control: LoadControl): Promise<ResultsFile>;
}
