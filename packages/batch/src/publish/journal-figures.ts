import { type JournalReport, type ReportFold, type ReportReading, reportFold } from '@ballast/reporting';
import {
  type ChainEnd,
  type Continued,
  type JournalHeader,
  type JournalRecord,
  readJournal,
  wholeJournal,
} from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { isPage } from '../page/write-page.ts';

/** What the tables and the report need of a journal. */
export interface JournalFigures extends JournalReport {
  readonly continued: Continued;
  /** Whether the batch wrote a page when it published last. */
  readonly hadPage: boolean;
}

/** Keeps none of the records: they take more memory than anything that is made of them. */
export function figuresIn({ journal }: OutputFolder, { page }: Pick<ReportReading, 'page'>): JournalFigures {
  const { header, records, wholeBytes, end, ...reading } = readJournal(journal);
  const fold = reportFold(header);
  for (const record of records) fold.take(record);
  const last = records.findLast((record) => record.type === 'published');
  const hadPage = (last?.files ?? []).some(isPage);
  return { ...fold.report({ ...reading, page }), continued: { wholeBytes, end }, hadPage };
}

/**
 * The same of a journal that this process began, made of the records as they are appended: nothing is read again but the
 * checksums, which show at the end that the file is what was written.
 */
export class FiguresAhead {
  #fold: ReportFold | null;
  #end: ChainEnd | null = null;

  constructor(header: JournalHeader) {
    this.#fold = reportFold(asWritten(header));
  }

  /** Call after every append. `end`: of the journal with these records. */
  appended(records: readonly JournalRecord[], end: ChainEnd): void {
    this.#end = end;
    try {
      for (const record of records) this.#fold?.take(record);
    } catch {
      // Whoever reads the journal meets the same fault.
      this.#fold = null;
    }
  }

  /** Call once. Null if the journal has to be read. */
  finish({ journal }: OutputFolder, { page }: Pick<ReportReading, 'page'>): JournalFigures | null {
    const [fold, end] = [this.#fold, this.#end];
    this.#fold = null;
    if (fold === null || end === null) return null;
    const continued = wholeJournal(journal);
    if (continued?.end.line !== end.line || continued.end.checksum !== end.checksum) return null;
    return { ...fold.report({ page }), continued, hadPage: false };
  }
}

function asWritten(header: JournalHeader): JournalHeader {
  return JSON.parse(JSON.stringify(header)) as JournalHeader;
}
