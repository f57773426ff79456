import type { Reduction } from '../reduction/reduction.ts';
import type { Statistics } from '../statistics/statistic.ts';

/** One input with its case and everything that tables over cases need of its result. */
export interface CaseFile {
  readonly file: string;
  /** The case's values by column; null for an input without a case. */
  readonly values: Readonly<Record<string, string>> | null;
  /** Null for an input without a result. */
  readonly columns: readonly CaseColumn[] | null;
  /** Seconds; null if it is unknown. */
  readonly duration: number | null;
}

/** What one column of the table has in one file. */
export interface CaseColumn {
  readonly label: string;
  readonly unit: string;
  readonly statistics: Statistics | null;
  /** In the order of the column's reductions. */
  readonly reduced: readonly (number | null)[];
  /** Extremes with the other columns' values at them; null without a link. */
  readonly extremes: CaseExtremes | null;
}

export interface CaseExtremes {
  readonly max: ExtremeAt;
  readonly min: ExtremeAt;
}

export interface ExtremeAt {
  readonly value: number;
  /** Seconds. */
  readonly time: number;
  /** In the order of the table's columns. */
  readonly others: readonly (number | null)[];
}

/** A column of the table as it was requested. */
export interface RequestedColumn {
  readonly label: string;
  readonly statistics: readonly (keyof Statistics)[];
  readonly reductions: readonly Reduction[];
}
