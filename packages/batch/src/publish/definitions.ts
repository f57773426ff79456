import type { Report } from '@ballast/reporting';
import { csvLine, type TableSpec, tableDefinitions } from '@ballast/results-model';
import type { TableFiles } from './table-file-names.ts';

type Definitions = NonNullable<Report['definitions']>;

/** The definitions of the numbers in all tables. */
export function definitionsOf(tables: readonly TableSpec[]): Definitions {
  return tables.flatMap((spec) => tableDefinitions(spec).map((one) => ({ table: spec.name, ...one })));
}

/** The file next to the tables that lists them. */
export function* definitionLines(definitions: Definitions): Generator<string> {
  yield csvLine(['table', 'column', 'definition']);
  for (const { table, column, definition } of definitions) yield csvLine([table, column, definition]);
}

/** A name that no table has, also on a file system that ignores case. */
export function definitionsFileName(files: readonly TableFiles[]): string {
  const taken = new Set(
    files
      .flatMap((own) => (own.kind === 'one' ? [own.fileName] : own.files.map(({ fileName }) => fileName)))
      .map((name) => name.toLowerCase()),
  );
  let name = 'definitions.csv';
  for (let number = 2; taken.has(name); number += 1) name = `definitions (${number}).csv`;
  return name;
}
