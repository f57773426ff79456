import {
  type Cell,
  createHeader,
  type MadeFile,
  type ReadPlan,
  type TableFormat,
  type TableSpec,
  tableRows,
} from '@ballast/results-model';
import { type ColumnKind, columnKinds, type TableHead } from '@ballast/table-files';
import type { Written } from '../../files/digest.ts';
import { type CsvFile, type MadeRows, openCsv, type TableFile } from '../../formats/table-file.ts';
import { openWorkbook, type WorkbookFile } from '../../formats/workbook-file.ts';
import type { ReadAhead } from '../rows/ahead.ts';
import { rowInput, type TableInput } from './table-input.ts';
import type { TableResults } from './table-results.ts';
import { madeRows, observeAll, type TableView, tableViews, textHead } from './table-views.ts';

export interface TableToWrite {
  readonly spec: TableSpec;
  /** Where it is written in a format that has a file of its own; no two are equal. */
  readonly place: (format: 'csv' | 'parquet') => string;
}

export interface TablesToWrite {
  readonly tables: readonly TableToWrite[];
  /** The workbook with a sheet for each table that has one. */
  readonly workbook: string;
}

/** What the tables are, and what they make besides. */
export interface WrittenTables {
  /** In the order of the tables, and the workbook at the end. */
  readonly written: readonly WrittenTable[];
  readonly made: readonly { readonly table: string; readonly file: MadeFile }[];
}

/** A file and what was written. */
export interface WrittenTable {
  readonly path: string;
  readonly written: Written;
}

type OpenParquet = typeof import('../../formats/parquet-file.ts').openParquet;

interface FromResults {
  readonly plan: ReadPlan;
  readonly results: TableResults;
  /** What was made while the batch ran; null if nothing was. */
  readonly ahead: Pick<ReadAhead, 'tables'> | null;
}

/**
 * Writes all tables that are made of results, in input order, each whole or not at all. Every result is read at most twice, and
 * once more for Parquet, whatever the number of tables, unless it is still in memory. Returns what was written, in the
 * order of the tables, with the workbook at the end, and the files that tables make besides, which are not yet written; null,
 * and no table appears, if a result is not what was written. Fault TABLE_TOO_LARGE.
 */
export async function writeTables(
  { tables, workbook }: TablesToWrite,
  from: FromResults,
  inputs: readonly TableInput[],
): Promise<WrittenTables | null> {
  const { plan, results, ahead } = from;
  const views = tables.flatMap((table): ViewToWrite[] => {
    const begun = ahead?.tables.begun(table.spec.name) ?? null;
    if (begun !== null) return [{ ...table, ...begun.view, begun: begun.file, from: begun.count }];
    return tableViews(table.spec, plan).map((view) => ({ ...table, ...view, begun: null, from: 0 }));
  });
  const headers = views.map(({ header }) => header);
  observeAll(headers, inputs, (input) => results.read(input));
  const kinds = kindsOf(views, from, inputs);
  using files = new OpenFiles(workbook, await parquetFor(views));
  const open = views.map((view) => ({ view, to: files.open(view, kinds.get(view) ?? []) }));
  for (const [place, input] of inputs.entries()) {
    const waiting = open.filter(({ view }) => place >= view.from);
    if (waiting.length === 0) continue;
    const found = results.readAll(input);
    let row: ReturnType<typeof rowInput> | null = null;
    for (const { view, to } of waiting) {
      const made = madeRows(view, input, found);
      if (made !== null) to.made(made);
      else {
        row ??= rowInput(input, found?.result ?? null);
        for (const cells of tableRows(view.header, row)) to.row(cells);
      }
    }
  }
  results.readRest(inputs);
  if (results.damaged().length > 0) return null;
  for (const { view, to } of open) for (const cells of view.header.foot()) to.row(cells);
  const made = madeBy(views);
  return { written: await files.complete(), made };
}

interface ViewToWrite extends TableView, TableToWrite {
  /** Its file, if that has rows already. */
  readonly begun: CsvFile | null;
  /** How many inputs have their rows. */
  readonly from: number;
}

/** Null if no table needs it. */
async function parquetFor(views: readonly TableView[]): Promise<OpenParquet | null> {
  if (!views.some(({ formats }) => formats.includes('parquet'))) return null;
  return (await import('../../formats/parquet-file.ts')).openParquet;
}

/** A table with several views makes its files once. */
function madeBy(views: readonly (TableView & TableToWrite)[]): WrittenTables['made'] {
  const first = new Map(views.toReversed().map((view) => [view.spec.name, view]));
  return [...first.values()]
    .toReversed()
    .flatMap(({ spec, header }) => (header.made?.() ?? []).map((file) => ({ table: spec.name, file })));
}

/** The kinds of columns of the views with Parquet, which must be known before the first row. */
function kindsOf(
  views: readonly TableView[],
  { plan, results }: FromResults,
  inputs: readonly TableInput[],
): ReadonlyMap<TableView, readonly ColumnKind[]> {
  // Headers of their own: the rows below the inputs count the others.
  const typed = views
    .filter(({ formats }) => formats.includes('parquet'))
    .map((view) => ({ view, header: createHeader(view.spec, plan), kinds: columnKinds() }));
  if (typed.length === 0) return new Map();
  const own = typed.map(({ header }) => header);
  observeAll(own, inputs, (input) => results.read(input));
  for (const input of inputs) {
    const row = rowInput(input, results.read(input));
    for (const { header, kinds } of typed) for (const cells of tableRows(header, row)) kinds.add(cells);
  }
  for (const { header, kinds } of typed) for (const cells of header.foot()) kinds.add(cells);
  return new Map(typed.map(({ view, header, kinds }) => [view, kinds.of(header.columns.length)]));
}

interface RowsOfView {
  row(cells: readonly Cell[]): void;
  /** Of a table that is CSV alone. */
  made(rows: MadeRows): void;
}

type WriteRow = RowsOfView['row'];

/** Files that are removed again unless they are complete. */
class OpenFiles implements Disposable {
  readonly #files: { readonly path: string; readonly file: TableFile | WorkbookFile }[] = [];
  readonly #workbook: string;
  readonly #openParquet: OpenParquet | null;
  #sheets: WorkbookFile | null = null;

  constructor(workbook: string, openParquet: OpenParquet | null) {
    this.#workbook = workbook;
    this.#openParquet = openParquet;
  }

  /** Opens the files of a view, with their headers; what it returns writes a row to each of them. */
  open(view: ViewToWrite, kinds: readonly ColumnKind[]): RowsOfView {
    const csv = view.formats.includes('csv') ? (view.begun ?? openCsvOf(view)) : null;
    if (csv !== null) this.#files.push({ path: view.place('csv'), file: csv });
    const others = view.formats.filter((format) => format !== 'csv');
    const writers = others.map((format) => this.#open(format, view, kinds));
    return {
      row: (cells) => {
        csv?.row(cells);
        for (const row of writers) row(cells);
      },
      made: (rows) => {
        if (csv === null || writers.length > 0) throw new Error('defect: lines for a table that is not CSV');
        csv.made(rows);
      },
    };
  }

  async complete(): Promise<WrittenTable[]> {
    const written: WrittenTable[] = [];
    const workbook = this.#sheets === null ? [] : [{ path: this.#workbook, file: this.#sheets }];
    for (const { path, file } of [...this.#files, ...workbook])
      written.push({ path, written: await file.complete() });
    return written;
  }

  [Symbol.dispose](): void {
    for (const { file } of this.#files) file[Symbol.dispose]();
    this.#sheets?.[Symbol.dispose]();
  }

  #open(
    format: Exclude<TableFormat, 'csv'>,
    { spec, header, place }: ViewToWrite,
    kinds: readonly ColumnKind[],
  ): WriteRow {
    switch (format) {
      case 'parquet':
        return this.#add(place(format), (path) => {
          if (this.#openParquet === null) throw new Error('defect: nothing can write Parquet');
          return this.#openParquet(path, { columns: header.columns, units: header.units(), kinds });
        });
      case 'xlsx':
        return this.#sheet(spec.name, textHead(header));
    }
  }

  #add(path: string, open: (path: string) => TableFile): WriteRow {
    const file = open(path);
    this.#files.push({ path, file });
    return file.row;
  }

  #sheet(name: string, head: TableHead): WriteRow {
    this.#sheets ??= openWorkbook(this.#workbook);
    return this.#sheets.sheet(name, head).row;
  }
}

function openCsvOf({ spec, header, place }: ViewToWrite): CsvFile {
  return openCsv(place('csv'), textHead(header), { style: spec.csv });
}
