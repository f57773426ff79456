export interface Channel {
  readonly name: string;
  readonly unit: string;
  /** Whether rows may lack it: the series then has the times of its own rows. */
  readonly sparse?: true;
}

/** Takes one row: its time, and a value for each channel, `NaN` if the row lacks it. The array may be reused. */
export type TakeRow = (time: number, values: ArrayLike<number>) => void;

/** Turns the lines of one report into rows. A reader is used for one pass over the file. */
export interface RowReader {
  /** The clock: what the times of the rows are. */
  readonly clock: Channel;
  /** Complete when the last line has been taken. */
  readonly channels: () => readonly Channel[];
  /** False for a line that does not belong into such a report. `line` has no line feed. */
  readonly take: (line: string, row: TakeRow) => boolean;
  /** Called after the last line. */
  readonly end: (row: TakeRow) => void;
  /** Figures of the whole report that other reports of the run repeat. */
  readonly totals: () => Readonly<Record<string, number>>;
}
