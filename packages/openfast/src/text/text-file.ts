import type {
  FileFacts,
  PeriodRequest,
  Resolution,
  ResultsFile,
  SeriesRequest,
  SeriesSink,
} from '@ballast/results-model';
import { Channels } from '../series/channels.ts';
import { PeriodPass } from '../series/period-pass.ts';
import { RowBlock, rowLayout } from './row-block.ts';
import { walkerFor, walkRows } from './survey-rows.ts';
import { type KnownRows, spanOf, type TextNature, textFacts } from './text-facts.ts';
import type { TextSource } from './text-source.ts';

export interface OpenedText {
  readonly nature: TextNature;
  readonly source: TextSource;
  readonly rows: KnownRows;
  /** The error to throw if the rows differ from those counted. */
  readonly changed: (expected: string, found: string) => Error;
  /** Throws a fault if the rows, now that all are counted, are not a time series. */
  readonly refuse: (rows: KnownRows) => void;
}

export class TextFile implements ResultsFile {
  /** Null once it is closed, so that the text can be released. */
  #opened: OpenedText | null;
  readonly #channels: Channels;
  #rows: KnownRows;
  #facts: FileFacts;

  constructor(opened: OpenedText) {
    const { nature, rows } = opened;
    this.#opened = opened;
    this.#channels = new Channels(nature.header.names, nature.header.units);
    this.#rows = rows;
    this.#facts = textFacts(nature, rows);
  }

  /**
   * For a streamed file, `samples` is an estimate until `read` has walked its rows once, and the warnings about single
   * lines appear only then: this way the file is read only once. The completeness takes them into account only then.
   */
  get facts(): FileFacts {
    return this.#facts;
  }

  resolve(request: SeriesRequest): Resolution {
    return this.#channels.resolve(request);
  }

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    const opened = this.#opened;
    if (opened === null) throw new Error('read of a closed results file');
    const pass = new PeriodPass(requests, sink, { ...spanOf(this.#rows), layoutOf: rowLayout });
    for (const warning of this.#channels.duplicateWarnings(pass.columns)) sink.warning(warning);
    const block = new RowBlock(pass, {
      most: this.#rows.exact ? this.#rows.samples : Infinity,
      takesAll: this.#rows.kept === null,
    });
    if (pass.needs(-Infinity, Infinity)) this.#know(opened, await this.#walk(opened, block));
    pass.finish();
    for (const warning of block.warnings()) sink.warning(warning);
  }

  close(): void {
    this.#opened?.source.close();
    this.#opened = null;
  }

  async #walk({ nature, source }: OpenedText, block: RowBlock): Promise<KnownRows> {
    const walker = walkerFor(nature.header, block.wanted);
    const { kept } = this.#rows;
    const { count, replaced } = await walkRows({ source, header: nature.header, walker, kept }, (row) =>
      block.add(row),
    );
    block.flush();
    return { ...count.counted(walker.notes), replaced, exact: true, kept };
  }

  #know({ nature, changed, refuse }: OpenedText, rows: KnownRows): void {
    if (this.#rows.exact) {
      if (rows.samples === this.#rows.samples) return;
      throw changed(`${this.#rows.samples} rows`, `${rows.samples} rows`);
    }
    refuse(rows);
    this.#rows = rows;
    this.#facts = textFacts(nature, rows);
  }
}
