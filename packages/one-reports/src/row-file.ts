import type {
  FileFacts,
  FileWarning,
  LoadControl,
  PeriodRequest,
  Resolution,
  ResultsFile,
  SeriesRequest,
  SeriesSink,
  ValueAnswer,
} from '@ballast/results-model';
import { unknownFormat } from './files/access-fault.ts';
import type { ReportFile } from './files/report-file.ts';
import { isRegular, type RowKind, rowReaderOf } from './kinds/row-reader-of.ts';
import { type Columns, resolve } from './series/channels.ts';
import { delivery } from './series/delivery.ts';
import { beyondEnd, type Span } from './series/taking.ts';
import { noFigures } from './values.ts';

/** What a first pass over a report of rows shows. */
export interface Surveyed {
  readonly kind: RowKind;
  readonly columns: Columns;
  readonly rows: number;
  readonly span: Span | null;
  readonly totals: Readonly<Record<string, number>>;
  readonly unreadable: { readonly lines: number; readonly first: number } | null;
  readonly cut: boolean;
}

/** Reads the whole report once, in pieces. Fault FORMAT_UNKNOWN if none of its lines is a row. */
export async function surveyRows(file: ReportFile, kind: RowKind, control: LoadControl): Promise<Surveyed> {
  const reader = rowReaderOf(kind);
  let rows = 0;
  let start = Number.NaN;
  let end = Number.NaN;
  const row = (time: number): void => {
    if (rows === 0) start = time;
    end = time;
    rows += 1;
  };
  let line = 0;
  let lines = 0;
  let first = 0;
  const { cut } = await file.lines((text) => {
    line += 1;
    if (reader.take(text, row)) return;
    if (lines === 0) first = line;
    lines += 1;
  }, control);
  reader.end(row);
  if (rows === 0 && lines > 0) throw unknownFormat(file.path, `no line of it belongs into a ${kind}`);
  return {
    kind,
    columns: [reader.clock, ...reader.channels()],
    rows,
    span: rows === 0 ? null : { start, end, step: rows < 2 ? 0 : (end - start) / (rows - 1) },
    totals: reader.totals(),
    unreadable: lines === 0 ? null : { lines, first },
    cut,
  };
}

/** A report of rows as a results file: it is read again, in pieces, whenever series are read. */
export function rowFile(
  file: ReportFile,
  surveyed: Surveyed,
  { facts, control }: { readonly facts: FileFacts; readonly control: LoadControl },
): ResultsFile {
  const { kind, columns, span } = surveyed;
  return {
    facts,
    resolve: (request: SeriesRequest): Resolution => resolve(columns, request),
    read: async (requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> => {
      if (span === null || requests.every(({ series }) => series.length === 0)) return;
      if (isRegular(kind)) {
        for (const [i, { period }] of requests.entries())
          for (const warning of beyondEnd(period, span)) sink.warning(warning, i);
      }
      const isSparse = (ref: number): boolean => columns[ref]?.sparse === true;
      const blocks = delivery(requests, sink, { span, isSparse });
      const reader = rowReaderOf(kind);
      await file.lines((line) => void reader.take(line, blocks.row), control);
      reader.end(blocks.row);
      blocks.end();
    },
    value: (key): Promise<ValueAnswer> => Promise.resolve(noFigures(key)),
    close: () => file.close(),
  };
}

/** Warnings about lines that are left out. */
export function lineWarnings({ kind, unreadable }: Surveyed): FileWarning[] {
  if (unreadable === null) return [];
  const { lines, first } = unreadable;
  const what = lines === 1 ? `line ${first} does not belong` : `${lines} lines do not belong`;
  const where = lines === 1 ? '' : `, the first is line ${first}`;
  return [{ code: 'LINES_UNREADABLE', message: `${what} into a ${kind}${where}: left out` }];
}
