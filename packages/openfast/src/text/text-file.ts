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
import type { TimeSpan } from '../series/time-window.ts';
import type { TextHeader } from './header.ts';
import { RowBlock } from './row-block.ts';
import { RowWalker } from './row-walker.ts';
import type { TextSource } from './text-source.ts';

export interface OpenedText {
  readonly header: TextHeader;
  readonly source: TextSource;
  readonly span: TimeSpan;
  readonly facts: FileFacts;
  /** What to throw when the rows are no longer those that were counted. */
  readonly changed: (expected: string, found: string) => Error;
}

export class TextFile implements ResultsFile {
  readonly facts: FileFacts;
  readonly #opened: OpenedText;
  readonly #channels: Channels;
  #closed = false;

  constructor(opened: OpenedText) {
    this.facts = opened.facts;
    this.#opened = opened;
    this.#channels = new Channels(opened.header.names, opened.header.units);
  }

  resolve(request: SeriesRequest): Resolution {
    return this.#channels.resolve(request);
  }

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    if (this.#closed) throw new Error('read of a closed results file');
    const { header, source, span, facts, changed } = this.#opened;
    const pass = new PeriodPass(requests, sink, span);
    for (const warning of this.#channels.duplicateWarnings(pass.columns)) sink.warning(warning);
    const block = new RowBlock(pass);
    if (pass.needs(-Infinity, Infinity)) {
      const walker = new RowWalker(header.names.length, header.dataLine);
      await source.walk(header.dataStart, (bytes, range) =>
        walker.feed(bytes, range, (row) => block.add(row)),
      );
      block.flush();
      if (block.rows !== facts.samples) throw changed(`${facts.samples} rows`, `${block.rows} rows`);
    }
    pass.finish();
    for (const warning of block.warnings()) sink.warning(warning);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#opened.source.close();
  }
}
