/** The facts that a leading column can show about an input or, in a linked table, about the row's column. */
export const LEADING_FACTS = [
  'file',
  'path',
  'stem',
  'status',
  'start-time',
  'end-time',
  'stop-time',
  'description',
  'statistic',
  'label',
  'object',
  'variable',
  'period',
  'linked',
] as const;
export type LeadingFact = (typeof LEADING_FACTS)[number];

/** Facts about a row's column, which exist only in rows of a linked table. */
export const COLUMN_FACTS = ['label', 'object', 'variable', 'period', 'linked'] as const;

export interface LeadingColumn {
  readonly fact: LeadingFact;
  readonly header: string;
}

/** Rows below the inputs, computed over all inputs that have a value. `stdev` has the divisor n - 1. */
export const FOOT_ROWS = ['min', 'max', 'mean', 'stdev'] as const;
export type FootRow = (typeof FOOT_ROWS)[number];

/**
 * Headers of a linked table. `{driver}` becomes the variable of the driver, `{linked}` that of the linked series and
 * `{n}` the number of the linked series, from 1; the last two only in `atMax` and `atMin`.
 */
export interface LinkedNames {
  readonly max: string;
  readonly tMax: string;
  readonly atMax: string;
  readonly min: string;
  readonly tMin: string;
  readonly atMin: string;
}

/** How a table looks, whatever it contains. */
export interface TableStyle {
  /** Name of the table's file, without folder and extension; null for the table's own name. */
  readonly fileName: string | null;
  /** The first columns; null for those of the layout. */
  readonly leading: readonly LeadingColumn[] | null;
  /** Decimals that numbers are rounded to; null for the shortest form that reads back to the same number. */
  readonly decimals: number | null;
  /** In the given order; wide and linked tables only. */
  readonly foot: readonly FootRow[];
  /** Whether files that are unstable, suspect or partial keep their rows but show no values. */
  readonly onlyComplete: boolean;
  readonly linkedNames: LinkedNames | null;
}

export const PLAIN_STYLE: TableStyle = {
  fileName: null,
  leading: null,
  decimals: null,
  foot: [],
  onlyComplete: false,
  linkedNames: null,
};

export const PLAIN_LINKED_NAMES: LinkedNames = {
  max: 'max',
  tMax: 'tMax',
  atMax: 'atMax_{n}',
  min: 'min',
  tMin: 'tMin',
  atMin: 'atMin_{n}',
};
