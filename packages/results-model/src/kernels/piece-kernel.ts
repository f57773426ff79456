import { instantiate } from './instantiate.ts';
import { pieceModule } from './piece-program.ts';

type PieceFunction = (
  ...parameters: [
    rows: number,
    rowSize: number,
    count: number,
    packing: number,
    scratch: number,
    results: number,
  ]
) => void;

interface PieceExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly codes: PieceFunction;
  readonly doubles: PieceFunction;
}

const PAGE = 65_536;
/** Places in the memory, in bytes: scales and offsets of four series, results, decoded samples, rows. */
const PACKING_AT = 0;
const RESULTS_AT = 64;
const SCRATCH_AT = 1024;
const ROWS_AT = 32_768;
/** The last four series of the last row may be read beyond its end. */
const SLACK = 64;

/** Computes the sums of pieces in WebAssembly; one for the whole process, since nothing is kept from call to call. */
export interface PieceKernel {
  /** Views of the memory, valid until `reserve`; `rows` is where rows of codes or doubles are put. */
  readonly numbers: Float64Array;
  readonly rowCodes: Int16Array;
  readonly rowDoubles: Float64Array;
  /** Place of the scales of four series, followed by their offsets, in `numbers`. */
  readonly packingAt: number;
  /** Place of `RESULT` in `numbers`. */
  readonly resultsAt: number;
  /** Place of the first row in `numbers`, for rows of doubles. */
  readonly rowsAt: number;
  /** Place of the decoded samples in `numbers`: four for each row. */
  readonly scratchAt: number;
  /** Makes room for rows; false if the system refuses. */
  reserve(bytes: number): boolean;
  /** Four series from `column` on, over the first `count` rows that are `width` values wide. */
  codes(column: number, width: number, count: number): void;
  doubles(column: number, width: number, count: number): void;
}

let known: PieceKernel | null | undefined;

/** Null without WebAssembly or its vectors. */
export function pieceKernel(): PieceKernel | null {
  if (known === undefined) {
    const exports = instantiate<PieceExports>(pieceModule(1));
    known = exports === null ? null : new Kernel(exports);
  }
  return known;
}

class Kernel implements PieceKernel {
  readonly packingAt: number = PACKING_AT / 8;
  readonly resultsAt: number = RESULTS_AT / 8;
  readonly rowsAt: number = ROWS_AT / 8;
  readonly scratchAt: number = SCRATCH_AT / 8;
  numbers: Float64Array = new Float64Array(0);
  rowCodes: Int16Array = new Int16Array(0);
  rowDoubles: Float64Array = new Float64Array(0);
  readonly #exports: PieceExports;

  constructor(exports: PieceExports) {
    this.#exports = exports;
    this.#view();
  }

  reserve(bytes: number): boolean {
    const { memory } = this.#exports;
    const missing = ROWS_AT + bytes + SLACK - memory.buffer.byteLength;
    if (missing <= 0) return true;
    try {
      memory.grow(Math.ceil(missing / PAGE));
    } catch {
      return false;
    }
    this.#view();
    return true;
  }

  codes(column: number, width: number, count: number): void {
    this.#exports.codes(ROWS_AT + 2 * column, 2 * width, count, PACKING_AT, SCRATCH_AT, RESULTS_AT);
  }

  doubles(column: number, width: number, count: number): void {
    this.#exports.doubles(ROWS_AT + 8 * column, 8 * width, count, PACKING_AT, SCRATCH_AT, RESULTS_AT);
  }

  #view(): void {
    const { buffer } = this.#exports.memory;
    this.numbers = new Float64Array(buffer);
    this.rowCodes = new Int16Array(buffer, ROWS_AT);
    this.rowDoubles = new Float64Array(buffer, ROWS_AT);
  }
}
