import type { FileFacts, PeriodRequest, SeriesSink } from '../src/reader/results-file.ts';
import { MemoryFile } from './memory-file.ts';

export interface BlockSeries {
  readonly variable: string;
  readonly values: readonly number[];
  /** The default is one sample a second from 0 s on. */
  readonly times?: readonly number[];
  readonly unit?: string;
}

const NOTHING: BlockSeries = { variable: '', values: [] };

/** A file that delivers series in blocks whose memory it uses again. */
export class BlockFile extends MemoryFile {
  readonly #blocks: readonly BlockSeries[];
  readonly #cuts: readonly number[];

  /** `cuts`: lengths of the blocks, one after the other, over all series. */
  constructor(series: readonly BlockSeries[], cuts: readonly number[] = [4], facts: Partial<FileFacts> = {}) {
    super(series, facts);
    this.#blocks = series;
    this.#cuts = cuts;
  }

  override async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    this.reads.push(requests);
    let turn = 0;
    for (const [request, { series }] of requests.entries()) {
      const done = series.map(() => 0);
      for (let open = true; open; ) {
        open = false;
        for (const [at, { ref }] of series.entries()) {
          const { values, times = values.map((_, i) => i) } = this.#blocks[ref] ?? NOTHING;
          const from = done[at] ?? 0;
          const to = Math.min(values.length, from + (this.#cuts[turn++ % this.#cuts.length] ?? 1));
          if (to > from) this.#deliver({ request, at, sink }, times.slice(from, to), values.slice(from, to));
          done[at] = to;
          open ||= to < values.length;
        }
      }
    }
  }

  #deliver(
    { request, at, sink }: { readonly request: number; readonly at: number; readonly sink: SeriesSink },
    times: readonly number[],
    values: readonly number[],
  ): void {
    const block = { times: Float64Array.from(times), values: Float64Array.from(values) };
    sink.block(request, at, block.times, block.values);
    block.times.fill(Number.NaN);
    block.values.fill(Number.NaN);
  }
}
