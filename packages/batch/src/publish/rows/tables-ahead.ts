import { hasRowLines, type TableSpec, tableRows } from '@ballast/results-model';
import { type CsvFile, openCsv } from '../../formats/table-file.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { tableFileNames } from '../tables/table-file-names.ts';
import { rowInput, type TableInput } from '../tables/table-input.ts';
import type { ReadInput } from '../tables/table-results.ts';
import { madeRows, type TableView, tableViews, textHead } from '../tables/table-views.ts';

/** A table of which the first rows are written. */
export interface BegunTable {
  readonly view: TableView;
  readonly file: CsvFile;
  /** How many inputs have their rows. */
  readonly count: number;
}

interface Table {
  readonly view: TableView;
  readonly path: string;
  /** Null until it has its first row. */
  file: CsvFile | null;
}

/** What a row depends on besides its result and what is listed of its input. */
export type Judged = Pick<TableInput, 'status' | 'completeness'>;

type Making = Pick<PreparedBatch, 'batch' | 'plan' | 'output'>;

/**
 * Tables that are written while the batch runs, in input order. Each needs a result only once, and is dropped if an input is judged
 * otherwise in the end.
 */
export class TablesAhead implements Disposable {
  readonly #tables = new Map<string, Table>();
  /** By task. */
  readonly #statuses: string[] = [];
  readonly #completeness: TableInput['completeness'][] = [];

  constructor({ batch, plan, output }: Making) {
    // The names of tables of one file do not depend on the inputs.
    const names = tableFileNames(batch.tables, []);
    for (const [i, spec] of batch.tables.entries()) {
      const name = names[i];
      if (name?.kind !== 'one' || !isWrittenAhead(spec)) continue;
      const [view] = tableViews(spec, plan);
      if (view?.header.fixed !== true) continue;
      this.#tables.set(spec.name, { view, path: output.table(name.fileName), file: null });
    }
  }

  /** The rows of the next input. Throws the system's error. */
  add(input: TableInput, found: ReadInput | null): void {
    this.#statuses.push(input.status);
    this.#completeness.push(input.completeness);
    for (const table of this.#tables.values()) {
      const { view, path } = table;
      table.file ??= openCsv(path, textHead(view.header), { style: view.spec.csv, isSlow: true });
      addRows(table.file, view, { input, found });
    }
  }

  /** Drops everything unless it was made of what is known of the inputs now, and if a file is no longer as it was written. */
  agree(inputs: readonly Judged[]): void {
    const isSame = this.#statuses.every((status, task) => {
      const input = inputs[task];
      return input?.status === status && input.completeness === this.#completeness[task];
    });
    if (isSame && [...this.#tables.values()].every(({ file }) => file?.isSound() !== false)) return;
    this[Symbol.dispose]();
  }

  /** Null for a table that is not written ahead. Whoever takes it completes its file, or leaves that to `dispose`. */
  begun(table: string): BegunTable | null {
    const { view, file = null } = this.#tables.get(table) ?? {};
    return view === undefined || file === null ? null : { view, file, count: this.#statuses.length };
  }

  /** Removes all files that are not complete. */
  [Symbol.dispose](): void {
    for (const { file } of this.#tables.values()) file?.[Symbol.dispose]();
    this.#tables.clear();
  }
}

function addRows(
  file: CsvFile,
  view: TableView,
  { input, found }: { readonly input: TableInput; readonly found: ReadInput | null },
): void {
  const made = madeRows(view, input, found);
  if (made !== null) file.made(made);
  else for (const cells of tableRows(view.header, rowInput(input, found?.result ?? null))) file.row(cells);
}

/** Whether a table is written ahead if its columns are known. */
export function isWrittenAhead(spec: TableSpec): boolean {
  const { runs, formats = ['csv'] } = spec;
  if (runs?.kind === 'metrics' && runs.figures === null) return false;
  const isOfRuns = runs !== undefined && formats.length === 1 && formats[0] === 'csv';
  return isOfRuns || hasRowLines(spec);
}
