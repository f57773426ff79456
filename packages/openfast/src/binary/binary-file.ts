import type {
  FileFacts,
  Packing,
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  RowLayout,
  SeriesRequest,
  SeriesSink,
} from '@ballast/results-model';
import { Channels } from '../series/channels.ts';
import { type ColumnOf, PeriodPass } from '../series/period-pass.ts';
import type { TimeSpan } from '../series/time-window.ts';
import { decodePacked, decodePlain, isUsable, linearTimes, packedTimes } from './decode.ts';
import type { BinaryHeader } from './header.ts';
import type { PackedRows, RowSource } from './packed-rows.ts';

/** Bytes of rows decoded at a time, column by column: small enough for a core's own cache. */
const BLOCK_SIZE = 256 * 1024;
const MOST_BLOCK_ROWS = 4096;
/** Statistics are computed in pieces of this many samples, which a block of rows should not cut. */
const PIECE = 512;

export interface OpenedBinary {
  readonly header: BinaryHeader;
  readonly source: RowSource;
  readonly span: TimeSpan;
  readonly facts: FileFacts;
  /** Maximum rows that the source returns at a time. */
  readonly most: number;
}

export class BinaryFile implements ResultsFile {
  readonly facts: FileFacts;
  readonly #header: BinaryHeader;
  readonly #channels: Channels;
  readonly #span: TimeSpan;
  readonly #most: number;
  #source: RowSource | null;

  constructor({ header, source, span, facts, most }: OpenedBinary) {
    this.facts = facts;
    this.#header = header;
    this.#channels = new Channels(header.names, header.units, packingsOf(header));
    this.#span = span;
    this.#most = most;
    this.#source = source;
  }

  resolve(request: SeriesRequest): Resolution {
    return this.#channels.resolve(request);
  }

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    if (this.#source === null) throw new Error('read of a closed results file');
    const layoutOf = (series: readonly ResolvedSeries[]): RowLayout => rowLayout(this.#header, series);
    const pass = new PeriodPass(requests, sink, { ...this.#span, layoutOf });
    for (const warning of this.#channels.duplicateWarnings(pass.columns)) sink.warning(warning);
    const { clock, samples } = this.#header;
    const block = new BlockDecoder(this.#header);
    for (let first = 0; first < samples; first += this.#most) {
      const count = Math.min(this.#most, samples - first);
      if (clock.kind === 'linear' && clock.step > 0) {
        const last = first + count - 1;
        if (!pass.needs(clock.start + first * clock.step, clock.start + last * clock.step)) continue;
      }
      block.deliver(await this.#source.rows(first, count), { first, count }, pass);
    }
    pass.finish();
  }

  close(): void {
    this.#source?.close();
    this.#source = null;
  }
}

/** Decodes rows block by block, reusing the same memory for every column of every block. */
class BlockDecoder {
  readonly #header: BinaryHeader;
  readonly #rows: number;
  readonly #times: Float64Array;
  readonly #values: Float64Array;

  constructor(header: BinaryHeader) {
    this.#header = header;
    const fitting = inPieces(Math.floor(BLOCK_SIZE / header.rowSize));
    this.#rows = Math.max(1, Math.min(MOST_BLOCK_ROWS, fitting, header.samples));
    this.#times = new Float64Array(this.#rows);
    this.#values = new Float64Array(this.#rows);
  }

  deliver(
    packed: PackedRows,
    rows: { readonly first: number; readonly count: number },
    pass: PeriodPass,
  ): void {
    for (let from = 0; from < rows.count; from += this.#rows) {
      const count = Math.min(this.#rows, rows.count - from);
      const times = this.#times.subarray(0, count);
      fillTimes(this.#header, { packed, sample: rows.first + from, row: from }, times);
      const { channels: width } = this.#header;
      const values = packed.values.subarray(from * width, (from + count) * width);
      pass.block(times, this.#columns(packed, from, times), { values, width });
    }
  }

  #columns(packed: PackedRows, firstRow: number, times: Float64Array): ColumnOf {
    const { channels: width, scaling } = this.#header;
    const out = this.#values.subarray(0, times.length);
    return (column) => {
      if (column === 0) return times;
      const slice = { width, column: column - 1, firstRow };
      const { values } = packed;
      if (values instanceof Float64Array) {
        decodePlain(values, slice, out);
      } else if (scaling !== null) {
        decodePacked(
          values,
          {
            ...slice,
            scale: scaling.scales[column - 1] as number,
            offset: scaling.offsets[column - 1] as number,
          },
          out,
        );
      }
      return out;
    };
  }
}

function fillTimes(
  { clock }: BinaryHeader,
  at: { readonly packed: PackedRows; readonly sample: number; readonly row: number },
  out: Float64Array,
): void {
  if (clock.kind === 'linear') linearTimes(clock, at.sample, out);
  else if (at.packed.times !== null) {
    packedTimes(at.packed.times, { firstRow: at.row, scale: clock.scale, offset: clock.offset }, out);
  }
}

/** A number of rows that does not cut the pieces in which statistics are computed, if it is large enough. */
export function inPieces(rows: number): number {
  return rows < PIECE ? rows : rows - (rows % PIECE);
}

function rowLayout({ channels: width, scaling }: BinaryHeader, series: readonly ResolvedSeries[]): RowLayout {
  return {
    kind: scaling === null ? 'doubles' : 'codes',
    width,
    columns: series.map(({ ref }) => (ref === 0 ? null : ref - 1)),
    packings: series.map(({ packing }) => packing ?? null),
  };
}

function packingsOf({ scaling }: BinaryHeader): readonly (Packing | null)[] {
  if (scaling === null) return [];
  return Array.from(scaling.scales, (scale, channel) => {
    const offset = scaling.offsets[channel] as number;
    return isUsable(scale, offset) ? { scale, offset } : null;
  });
}
