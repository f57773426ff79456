import type { NamePattern } from './name-pattern.ts';

/** Pictures of the runs themselves; lines are drawn of averages. */
export const RUN_PICTURES = ['distribution', 'correlation', 'heat-map', 'surface'] as const;
export type RunPicture = (typeof RUN_PICTURES)[number];

/** What the tables over runs have in common. */
interface OfRuns {
  readonly names: NamePattern;
  /** Titles of axes by the part or figure; the names themselves if absent. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Means over the runs of a group. */
export interface AveragesTable extends OfRuns {
  readonly kind: 'averages';
  /** Parts of the name; runs of one group have equal ones, and one scenario and kind of report. */
  readonly groupBy: readonly string[];
  /** A group of fewer runs is listed but not averaged. */
  readonly minFiles: number;
  /** Figures that are left out. */
  readonly ignore: readonly string[];
  /** Name of a text file for each group, with parts in braces; null for none. */
  readonly template: string | null;
  /** Decimals in the text files, 0 to 20. */
  readonly precision: number;
  /** Figures to draw as lines over the last part of `groupBy`; empty for no pictures. */
  readonly lines: readonly string[];
}

/** One row for each run. */
export interface MetricsTable extends OfRuns {
  readonly kind: 'metrics';
  /** The figures, in this order; null for all. */
  readonly figures: readonly string[] | null;
  /** Name of a CSV file with some of the rows, with parts in braces; null for none. */
  readonly template: string | null;
  readonly pictures: readonly RunPicture[];
  /** The part that tells the lines, boxes and pictures apart: the router. */
  readonly by: string;
  /** The parts along the sides of heat maps and surfaces. */
  readonly over: readonly [x: string, y: string] | null;
}

export type RunsTable = AveragesTable | MetricsTable;
