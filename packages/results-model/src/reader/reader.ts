import type { FileContents, NameLookup } from './contents.ts';
import type { ResultsFile } from './results-file.ts';

/**
 * How a reader shares the storage with others. `chunk` is called before each piece of at most 64 MiB is read: it
 * reports the bytes about to be read, and settles when the piece may be read, which is later if the load is paused.
 */
export interface LoadControl {
  chunk(bytes: number): Promise<void>;
  /**
   * Called by a reader that has read the whole file once but has yet to allocate memory for it; settles when it may. A
   * reader that allocates its memory while it reads never calls it.
   */
  ready(): Promise<void>;
}

/** For callers that share nothing. */
export const UNPACED: LoadControl = { chunk: () => Promise.resolve(), ready: () => Promise.resolve() };

/** What a file's first few KB reveal, without a licence and without reading further; features for predictions. */
export interface HeaderFacts {
  readonly format: string;
  /** Size of the file in bytes. */
  readonly size: number;
  /** Bytes of the file that the reader keeps in memory: a part of a file that it streams; null if that is unknown. */
  readonly held: number | null;
  readonly samples: number | null;
  readonly series: number | null;
}

/** An adapter that opens one format as a `ResultsFile`. */
export interface Reader {
  /** The name used in batch files: `openfast`, `orcaflex`. */
  readonly name: string;
  /** Changes whenever the numbers from this reader could change. */
  readonly version: string;
  /** Reads at most a few KB. Throws a fault for a file that is not of this format. */
  probe(path: string): HeaderFacts;
  /**
   * Lists what a file contains. A reader that finds it at the ends of a file reads only those; one that has to load the
   * file disposes of it before it returns. Throws the faults of `open`, as far as they show.
   */
  contents?(path: string): Promise<FileContents>;
  /** Reads no more than the names take; the caller closes what it returns. Faults as those of `contents`. */
  lookup?(path: string): Promise<NameLookup>;
  /** Loads the file: the storage-bound part. Throws a fault if it cannot. */
  open(path: string, control: LoadControl): Promise<ResultsFile>;
}
