import type { Installed } from '../layout.ts';
import type { Wine } from '../wine.ts';

export interface Place {
  readonly wine: Wine;
  readonly installed: Installed;
  readonly tarballs: readonly string[];
  /** A folder of this system for what checks leave. */
  readonly scratch: string;
}

/** Something that is shown as a whole; throws where it does not hold. Gives one line on what it saw. */
export interface Check {
  readonly name: string;
  readonly run: (place: Place) => Promise<string>;
}
