/** Names of colours: the four resources, what waits, and ink. They are what `--NAME` is in the style of the page. */
export type Colour = 'storage' | 'cores' | 'memory' | 'seats' | 'waiting' | 'ink' | 'soft' | 'bad' | 'link';

export type Point = readonly [x: number, y: number];

/** What a drawing over two axes consists of, from back to front. */
export type XyMark =
  | {
      readonly kind: 'area';
      readonly lower: readonly Point[];
      readonly upper: readonly Point[];
      readonly colour: Colour;
    }
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly colour: Colour;
      readonly dashed?: boolean;
    }
  | {
      readonly kind: 'dots';
      readonly points: readonly Point[];
      readonly colour: Colour;
      readonly size?: number;
    }
  /** From the lower to the upper value at each x. */
  | {
      readonly kind: 'ticks';
      readonly spans: readonly (readonly [x: number, low: number, high: number])[];
      readonly colour: Colour;
    }
  /** Filled from the lower end of the axis. */
  | {
      readonly kind: 'columns';
      readonly columns: readonly { readonly from: number; readonly until: number; readonly value: number }[];
      readonly colour: Colour;
    }
  /** Squares of three pixels, darker where more points are. */
  | {
      readonly kind: 'density';
      readonly x: ArrayLike<number>;
      readonly y: ArrayLike<number>;
      readonly colour: Colour;
    }
  /** A line at one value of an axis, with words at its end. */
  | {
      readonly kind: 'rule';
      readonly axis: 'x' | 'y';
      readonly at: number;
      readonly words: string;
      /** In which line the words of an upright one stand, from 0: those of two that are near each other do not meet. */
      readonly line?: number;
      readonly colour: Colour;
    }
  | { readonly kind: 'ring'; readonly at: Point; readonly words: string; readonly colour: Colour };

/** A row of a drawing with a name for each: a bar from zero, or a value with its interval and single values. */
export interface ValueRow {
  readonly name: string;
  readonly value: number | null;
  /** Shown after the bar. */
  readonly words: string;
  readonly colour: Colour;
  readonly interval?: readonly [low: number, high: number];
  readonly dots?: readonly number[];
  /** A tick at what it was before. */
  readonly before?: number;
}

/** What one lane of a drawing over time has. */
export interface LaneSpan {
  readonly from: number;
  readonly until: number;
  readonly colour: Colour;
}
