import { StringDecoder } from 'node:string_decoder';
import {
  type Completeness,
  csvLine,
  type FileResult,
  type TableSpec,
  tableRows,
} from '@ballast/results-model';
import { createScratchFile, type ScratchFile } from '../../files/scratch-file.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { type TableView, tableViews } from '../tables/table-views.ts';

/** Texts up to this length stay in memory, for each table. */
const MOST_IN_MEMORY = 1024 * 1024;

/** What a row depends on besides its result. */
export interface Judged {
  readonly file: string;
  readonly status: string;
  readonly completeness: Completeness;
}

interface Rows {
  readonly view: TableView;
  text: string;
  scratch: ScratchFile | null;
}

/**
 * Tables over the runs in the inputs, whose rows are made of each result as it is read, in input order. They need each result only
 * once, and are dropped if an input is judged otherwise in the end.
 */
export class RowsAhead implements Disposable {
  readonly #tables: Map<string, Rows>;
  readonly #scratchFor: (table: string) => string;
  /** By task. */
  readonly #statuses: string[] = [];
  readonly #completeness: Completeness[] = [];

  constructor({ batch, plan, output }: Pick<PreparedBatch, 'batch' | 'plan' | 'output'>) {
    const tables = batch.tables.filter(areRowsAhead).flatMap((spec): [string, Rows][] => {
      const [view] = tableViews(spec, plan);
      return view?.header.fixed !== true ? [] : [[spec.name, { view, text: '', scratch: null }]];
    });
    this.#tables = new Map(tables);
    this.#scratchFor = (table) => output.table(`${table}.rows`);
  }

  /** The rows of the next input; `result`: null if it has none. */
  add({ file, status, completeness }: Judged, result: FileResult | null): void {
    this.#statuses.push(status);
    this.#completeness.push(completeness);
    for (const [name, rows] of this.#tables) {
      const { header, spec } = rows.view;
      for (const cells of tableRows(header, { file, status, completeness, result }))
        rows.text += csvLine(cells, spec.csv);
      if (rows.text.length < MOST_IN_MEMORY) continue;
      rows.scratch ??= createScratchFile(this.#scratchFor(name));
      rows.scratch.write(Buffer.from(rows.text, 'utf8'));
      rows.text = '';
    }
  }

  /** Drops all rows unless they were made of what is known of the inputs now. */
  agree(inputs: readonly Pick<Judged, 'status' | 'completeness'>[]): void {
    const isSame = this.#statuses.every((status, task) => {
      const input = inputs[task];
      return input?.status === status && input.completeness === this.#completeness[task];
    });
    if (isSame) return;
    this[Symbol.dispose]();
    this.#tables.clear();
  }

  /** A table that has its rows, and counts them; null for any other one. */
  view(table: string): TableView | null {
    return this.#tables.get(table)?.view ?? null;
  }

  /** The text of all rows of such a table, in pieces. */
  *texts(table: string): Generator<string> {
    const rows = this.#tables.get(table);
    if (rows === undefined) return;
    const decoder = new StringDecoder('utf8');
    for (const piece of rows.scratch?.pieces() ?? []) yield decoder.write(Buffer.from(piece));
    yield decoder.end() + rows.text;
  }

  [Symbol.dispose](): void {
    for (const rows of this.#tables.values()) {
      rows.scratch?.[Symbol.dispose]();
      rows.scratch = null;
    }
  }
}

/** Whether a table has its rows ahead if its columns are known. */
export function areRowsAhead({ runs, formats = ['csv'] }: TableSpec): boolean {
  if (runs?.kind === 'metrics' && runs.figures === null) return false;
  return runs !== undefined && formats.length === 1 && formats[0] === 'csv';
}
