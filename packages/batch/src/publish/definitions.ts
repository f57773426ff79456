import type { Report } from '@ballast/reporting';
import {
  type CsvStyle,
  csvLine,
  csvStart,
  type TableFormat,
  type TableSpec,
  tableDefinitions,
} from '@ballast/results-model';
import { inFormat, type TableFiles } from './tables/table-file-names.ts';

type Definitions = NonNullable<Report['definitions']>;

/** The definitions of the numbers in all tables. */
export function definitionsOf(tables: readonly TableSpec[]): Definitions {
  return tables.flatMap((spec) => tableDefinitions(spec).map((one) => ({ table: spec.name, ...one })));
}

/** The file next to the tables that lists them. */
export function* definitionLines(definitions: Definitions, style?: CsvStyle): Generator<string> {
  yield csvStart(style) + csvLine(['table', 'column', 'definition'], style);
  for (const { table, column, definition } of definitions) yield csvLine([table, column, definition], style);
}

/** The file next to the tables that lists the definitions. */
export function definitionsFileName(files: readonly TableFiles[]): string {
  return freeName(files, 'definitions', 'csv');
}

/** The workbook with the sheets of all tables: named after the batch. */
export function workbookFileName(files: readonly TableFiles[], batch: string): string {
  // A table of one file has no workbook of its own.
  return freeName(
    files.filter(({ kind }) => kind === 'each'),
    batch,
    'xlsx',
  );
}

/** A name that no table has, also on a file system that ignores case. */
function freeName(files: readonly TableFiles[], stem: string, format: TableFormat): string {
  const taken = new Set(
    files
      .flatMap((own) => (own.kind === 'one' ? [own.fileName] : own.files.map(({ fileName }) => fileName)))
      .map((name) => inFormat(name, format).toLowerCase()),
  );
  let name = `${stem}.${format}`;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${stem} (${number}).${format}`;
  return name;
}
