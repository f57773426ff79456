import type { Installed } from '../layout.ts';
import type { Wine } from '../wine.ts';

export interface Place {
  readonly wine: Wine;
  readonly installed: Installed;
  readonly tarballs: readonly string[];
  /** A folder on Linux for files that checks leave behind. */
  readonly scratch: string;
}

/** One property of the packages. `run` throws if it does not hold and otherwise returns one line about what it saw. */
export interface Check {
  readonly name: string;
  readonly run: (place: Place) => Promise<string>;
}
