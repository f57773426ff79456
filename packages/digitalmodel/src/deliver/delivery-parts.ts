import type { Digitalmodel } from '../translate/read-digitalmodel.ts';

/** What a digitalmodel configuration gets besides its tables: a record of the run, and a file for each input that failed. */
export interface Delivery {
  readonly digitalmodel: Digitalmodel;
  /** Start of the names of its files. */
  readonly name: string;
  /** Folder of the tables, absolute. */
  readonly folder: string;
  /** The configuration file, absolute. */
  readonly source: string;
}
