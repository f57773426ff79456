import { type Cell, csvLine, type FileResult, type TableSpec, tableRows } from '@ballast/results-model';
import { createScratchFile, type ScratchFile } from '../../files/scratch-file.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { rowInput, type TableInput } from '../tables/table-input.ts';
import { type TableView, tableViews } from '../tables/table-views.ts';

/** Texts up to this length together stay in memory. */
const MOST_IN_MEMORY = 4 * 1024 * 1024;
/** Stands for the first cells of a row; a table never contains it. */
const MARK = '\u0000';
/** Cells that depend on the input alone, and are known at the end. */
const OF_INPUT: ReadonlySet<string> = new Set(['file', 'path', 'stem', 'status']);

/** The rows of one table, without their first cells. */
interface Texts {
  readonly view: TableView;
  /** How many cells of a row are left out. */
  readonly leading: number;
  /** By task: where the text begins in the scratch file, and its bytes; or the text. */
  readonly places: Map<number, string | { readonly at: number; readonly bytes: number }>;
}

/**
 * The rows of CSV tables with one row for each series, made of each result as it is read. Their first cells are known only when all
 * files have been compared: they are put in at the end.
 */
export class RowTexts implements Disposable {
  readonly #tables: ReadonlyMap<string, Texts>;
  readonly #scratchFor: string;
  #scratch: ScratchFile | null = null;
  #end = 0;
  #inMemory = 0;

  constructor({ batch, plan, output }: Pick<PreparedBatch, 'batch' | 'plan' | 'output'>) {
    const tables = batch.tables.filter(isMadeAhead).flatMap((spec): [string, Texts][] => {
      const [view] = tableViews(spec, plan);
      const leading = spec.style?.leading?.length ?? 2;
      return view === undefined ? [] : [[spec.name, { view, leading, places: new Map() }]];
    });
    this.#tables = new Map(tables);
    this.#scratchFor = output.table('rows.csv');
  }

  add(task: number, result: FileResult): void {
    for (const { view, leading, places } of this.#tables.values()) {
      const rows = tableRows(view.header, { file: '', status: '', result });
      let text = '';
      for (const cells of rows) text += MARK + csvLine(cells.slice(leading), view.spec.csv);
      places.set(task, this.#kept(text));
    }
  }

  /** The rows of an input; null if they were not made. */
  rows(table: string, input: TableInput): string | null {
    const texts = this.#tables.get(table);
    const place = texts?.places.get(input.task);
    if (texts === undefined || place === undefined) return null;
    const { view, leading } = texts;
    const text =
      typeof place === 'string'
        ? place
        : (this.#scratch?.read(place.at, place.bytes).toString('utf8') ?? null);
    const [row] = tableRows(view.header, rowInput(input, null));
    if (text === null || row === undefined) return null;
    return text.replaceAll(MARK, firstCells(row.slice(0, leading), view.spec));
  }

  [Symbol.dispose](): void {
    this.#scratch?.[Symbol.dispose]();
    this.#scratch = null;
  }

  #kept(text: string): string | { readonly at: number; readonly bytes: number } {
    this.#inMemory += text.length;
    if (this.#inMemory <= MOST_IN_MEMORY) return text;
    this.#scratch ??= createScratchFile(this.#scratchFor);
    const data = Buffer.from(text, 'utf8');
    const place = { at: this.#end, bytes: data.length };
    this.#scratch.write(data);
    this.#end += data.length;
    return place;
  }
}

/** As a line begins with them. */
function firstCells(cells: readonly Cell[], { csv }: TableSpec): string {
  if (cells.length === 0) return '';
  const line = csvLine([...cells, null], csv);
  return line.slice(0, -2);
}

/** Whether its rows depend on one result each, and its first cells on the input alone. */
export function isMadeAhead(spec: TableSpec): boolean {
  const { layout, style } = spec;
  const formats = spec.formats ?? ['csv'];
  if (layout !== 'long' || formats.length !== 1 || formats[0] !== 'csv') return false;
  if (style === undefined) return true;
  return (
    !style.onlyComplete &&
    style.foot.length === 0 &&
    (style.leading ?? []).every(({ fact }) => OF_INPUT.has(fact))
  );
}
