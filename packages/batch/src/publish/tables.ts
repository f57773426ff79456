import { createHeader, csvLine, type ReadPlan, type TableSpec, tableRows } from '@ballast/results-model';
import type { Written } from '../files/digest.ts';
import { WholeFile } from '../files/whole-file.ts';
import { inputStem } from './table-file-names.ts';
import type { TableInput, TableResults } from './table-results.ts';

export interface TableToWrite {
  readonly spec: TableSpec;
  readonly path: string;
}

/**
 * Writes all tables that are made of results, in input order, each whole or not at all. Every result is read at most twice,
 * whatever the number of tables, and one of them is in memory at a time. Returns what was written, in the order of the
 * tables; null, and no table appears, if a result is not what was written.
 */
export async function writeTables(
  tables: readonly TableToWrite[],
  { plan, results }: { readonly plan: ReadPlan; readonly results: TableResults },
  inputs: readonly TableInput[],
): Promise<readonly Written[] | null> {
  using stack = new OpenFiles();
  const open = tables.map(({ spec, path }) => ({ header: createHeader(spec, plan), file: stack.open(path) }));
  const growing = open.filter(({ header }) => !header.fixed);
  if (growing.length > 0) {
    for (const input of inputs) {
      const result = results.read(input);
      for (const { header } of growing) header.observe(result);
    }
  }
  for (const { header, file } of open) {
    file.write(csvLine(header.columns));
    const units = header.unitRow();
    if (units !== null) file.write(csvLine(units));
  }
  if (open.length > 0) {
    for (const input of inputs) {
      const row = { ...input, stem: inputStem(input.file), result: results.read(input) };
      for (const { header, file } of open) {
        for (const cells of tableRows(header, row)) file.write(csvLine(cells));
      }
    }
  }
  results.readRest(inputs);
  if (results.damaged().length > 0) return null;
  const written: Written[] = [];
  for (const { header, file } of open) {
    for (const cells of header.foot()) file.write(csvLine(cells));
    written.push(await file.commit());
  }
  return written;
}

/** Files that are removed again unless they are committed. */
class OpenFiles implements Disposable {
  readonly #files: WholeFile[] = [];

  open(path: string): WholeFile {
    const file = new WholeFile(path);
    this.#files.push(file);
    return file;
  }

  [Symbol.dispose](): void {
    for (const file of this.#files) file[Symbol.dispose]();
  }
}
