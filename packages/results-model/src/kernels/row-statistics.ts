import type { Packing, RowLayout, RowReceiver } from '../reader/results-file.ts';
import { PIECE } from '../statistics/accumulator.ts';
import { type Lane, LanePiece } from './lane-piece.ts';
import type { PieceKernel } from './piece-kernel.ts';

/** Bytes of a row up to which a piece is handled as a whole. */
const LARGEST_ROW = 16 * 1024;

/** Four neighbouring columns, which go through the kernel together. */
interface Group {
  /** The first of the columns. */
  readonly column: number;
  readonly lanes: readonly (readonly [lane: number, takes: Lane])[];
  /** Four scales, then four offsets. */
  readonly packing: Float64Array;
}

/**
 * The statistics of all series of a request from rows as a file stores them. A piece starts at every 512th sample, as in
 * `StatisticsAccumulator`, and a row belongs to the same piece for all series.
 */
export class RowStatistics implements RowReceiver {
  readonly #kernel: PieceKernel;
  readonly #layout: RowLayout;
  readonly #groups: readonly Group[];
  readonly #piece: LanePiece;
  /** The beginning of the next piece; without rows while pieces and blocks of rows end together. */
  #times: Float64Array = new Float64Array(0);
  #rows: Int16Array | Float64Array = this.#times;
  #pending = 0;

  /** `lanes`: for each series of the layout. Null if rows are too wide or the system has no memory for them. */
  static create(kernel: PieceKernel, layout: RowLayout, lanes: readonly Lane[]): RowStatistics | null {
    const bytes = layout.width * (layout.kind === 'codes' ? 2 : 8);
    if (bytes > LARGEST_ROW || !kernel.reserve(PIECE * bytes)) return null;
    return new RowStatistics(kernel, layout, lanes);
  }

  private constructor(kernel: PieceKernel, layout: RowLayout, lanes: readonly Lane[]) {
    this.#kernel = kernel;
    this.#layout = layout;
    this.#groups = groupsOf(layout, lanes);
    this.#piece = new LanePiece(kernel);
  }

  add(times: Float64Array, rows: Int16Array | Float64Array): void {
    const { width } = this.#layout;
    let from = this.#pending === 0 ? 0 : this.#keep(times, rows, 0);
    for (; from + PIECE <= times.length; from += PIECE)
      this.#take(times.subarray(from, from + PIECE), rows.subarray(from * width, (from + PIECE) * width));
    this.#keep(times, rows, from);
  }

  finish(): void {
    const count = this.#pending;
    this.#pending = 0;
    if (count > 0)
      this.#take(this.#times.subarray(0, count), this.#rows.subarray(0, count * this.#layout.width));
  }

  /** Copies rows from `from` on into the pending piece, at most to its end; returns where it stopped. */
  #keep(times: Float64Array, rows: Int16Array | Float64Array, from: number): number {
    const to = Math.min(times.length, from + PIECE - this.#pending);
    if (to <= from) return from;
    const { width, kind } = this.#layout;
    if (this.#times.length === 0) {
      this.#times = new Float64Array(PIECE);
      this.#rows = kind === 'codes' ? new Int16Array(PIECE * width) : new Float64Array(PIECE * width);
    }
    this.#times.set(times.subarray(from, to), this.#pending);
    this.#rows.set(rows.subarray(from * width, to * width), this.#pending * width);
    this.#pending += to - from;
    if (this.#pending === PIECE) this.finish();
    return to;
  }

  #take(times: Float64Array, rows: Int16Array | Float64Array): void {
    const kernel = this.#kernel;
    const piece = this.#piece;
    const { width, kind } = this.#layout;
    const count = times.length;
    if (kind === 'codes') kernel.rowCodes.set(rows);
    else kernel.rowDoubles.set(rows);
    for (const { column, lanes, packing } of this.#groups) {
      if (kind === 'codes') {
        kernel.numbers.set(packing, kernel.packingAt);
        kernel.codes(column, width, count);
        piece.begin(times, { at: kernel.scratchAt, step: 4 });
      } else {
        kernel.doubles(column, width, count);
        piece.begin(times, { at: kernel.rowsAt + column, step: width });
      }
      for (const [lane, takes] of lanes) piece.take(lane, takes);
    }
  }
}

function groupsOf({ columns, packings }: RowLayout, lanes: readonly Lane[]): Group[] {
  const groups = new Map<number, Group & { readonly lanes: [number, Lane][] }>();
  for (const [series, column] of columns.entries()) {
    const takes = lanes[series];
    if (column === null || takes === undefined) continue;
    const lane = column % 4;
    const first = column - lane;
    const group = groups.get(first) ?? { column: first, lanes: [], packing: new Float64Array(8).fill(1) };
    groups.set(first, group);
    group.lanes.push([lane, takes]);
    unpackBy(group.packing, lane, packings[series] ?? null);
  }
  return [...groups.values()];
}

function unpackBy(packing: Float64Array, lane: number, of: Packing | null): void {
  packing[lane] = of?.scale ?? Number.NaN;
  packing[4 + lane] = of?.offset ?? Number.NaN;
}
