/** A number with the ends of its interval, if it has one. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface PictureLine {
  readonly name: string;
  /** By x. */
  readonly points: readonly PicturePoint[];
}

/** One box with the values it stands for. */
export interface PictureBox {
  readonly name: string;
  readonly n: number;
  /** Smallest, first quartile, median, third quartile, largest. */
  readonly quartiles: readonly [number, number, number, number, number];
  /** Counts in bins of equal width between the smallest and the largest. */
  readonly counts: readonly number[];
}

interface Titled {
  /** Of the file and of the picture. */
  readonly title: string;
  /** What is drawn, in a sentence. */
  readonly caption: string;
}

/** What a picture shows: numbers and titles, not how they look. */
export type Picture = Titled &
  (
    | {
        readonly kind: 'lines';
        readonly x: string;
        readonly y: string;
        readonly lines: readonly PictureLine[];
      }
    | { readonly kind: 'distribution'; readonly x: string; readonly boxes: readonly PictureBox[] }
    /** Values by row, then by column; null for a cell without one. */
    | {
        readonly kind: 'correlation';
        readonly names: readonly string[];
        readonly values: readonly (readonly (number | null)[])[];
      }
    | {
        readonly kind: 'heat-map' | 'surface';
        readonly x: string;
        readonly y: string;
        readonly z: string;
        readonly columns: readonly string[];
        readonly rows: readonly string[];
        readonly values: readonly (readonly (number | null)[])[];
      }
  );
