import type { BatchFigures, Report } from '@ballast/reporting';

/** What a batch published. */
export interface Published {
  readonly figures: BatchFigures;
  readonly report: Report;
  readonly places: Places;
}

/** Where a user finds the files of a batch; all paths absolute. */
export interface Places {
  /** A table is here once for each of its formats, CSV first; tables share a workbook. */
  readonly tables: readonly { readonly name: string; readonly path: string }[];
  readonly samples: readonly PlacedTable[];
  /** What tables make besides their rows: texts of averages, and pictures. */
  readonly made: readonly PlacedMade[];
  readonly journal: string;
  readonly report: string;
  /** The report as a page; null if none was written. */
  readonly page: string | null;
}

/** Files that one table makes besides its rows. */
export interface PlacedMade {
  /** Name of the table. */
  readonly name: string;
  readonly paths: readonly string[];
}

/** A table of time series in one format: a file for each input that has a result. */
export interface PlacedTable {
  readonly name: string;
  /** The path of its files, with `*` for the input. */
  readonly pattern: string;
  /** The file that lists the inputs and their files; null if each is named by the stem of its input. */
  readonly index: string | null;
  readonly files: readonly PlacedSamples[];
}

/** One input's file of a table of time series, where a user finds it. */
export interface PlacedSamples {
  /** The input. */
  readonly file: string;
  readonly path: string;
}
