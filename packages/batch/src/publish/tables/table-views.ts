import {
  type Cell,
  createHeader,
  type FileResult,
  formatsOf,
  hasRowLines,
  type ReadPlan,
  type RowLines,
  rowLines,
  type TableFormat,
  type TableHeader,
  type TableSpec,
  type UnitPlace,
} from '@ballast/results-model';
import type { TableHead } from '@ballast/table-files';
import type { MadeRows } from '../../formats/table-file.ts';
import { linesName } from '../../worker/results/made-lines.ts';
import { rowInput, type TableInput } from './table-input.ts';
import type { ReadInput } from './table-results.ts';

/** A table as some of its formats show it: they differ in where units are. */
export interface TableView {
  readonly spec: TableSpec;
  readonly formats: readonly TableFormat[];
  readonly header: TableHeader;
  /** Null for a table whose rows nobody makes before. */
  readonly lines: NamedLines | null;
}

/** The rows that workers make, and their name in results. */
export interface NamedLines extends Pick<RowLines, 'headOf'> {
  readonly name: string;
}

/**
 * One view for each place of units. A workbook has a row of units unless they are in the header; a Parquet file has plain
 * names, and units as metadata.
 */
export function tableViews(spec: TableSpec, plan: ReadPlan): TableView[] {
  const byPlace = new Map<UnitPlace, TableFormat[]>();
  for (const format of formatsOf(spec)) {
    const place = unitPlace(spec, format);
    byPlace.set(place, [...(byPlace.get(place) ?? []), format]);
  }
  const lines = hasRowLines(spec) ? { name: linesName(spec), ...rowLines(spec, plan) } : null;
  return [...byPlace].map(([units, formats]) => {
    const own = spec.layout === 'wide' ? { ...spec, units } : spec;
    return { spec: own, formats, header: createHeader(own, plan), lines };
  });
}

function unitPlace({ layout, units = 'none' }: TableSpec, format: TableFormat): UnitPlace {
  if (layout !== 'wide' || format === 'csv') return units;
  return format === 'xlsx' && units === 'header' ? 'header' : 'row';
}

/** The rows of an input that were made with its result; null if there are none that can be used. */
export function madeRows({ lines }: TableView, input: TableInput, found: ReadInput | null): MadeRows | null {
  const rows = lines === null ? undefined : found?.lines.get(lines.name);
  if (lines === null || rows === undefined || found === null) return null;
  const head = lines.headOf({ ...rowInput(input, null), result: found.result });
  return head === null ? null : { head, rows };
}

/** The head of a table that is a text or a sheet. */
export function textHead(header: TableHeader): TableHead {
  return { columns: header.columns, units: textsOf(header.unitRow()) };
}

function textsOf(cells: readonly Cell[] | null): readonly (string | null)[] | null {
  return cells?.map((cell) => (cell === null ? null : String(cell))) ?? null;
}

/** Shows the results to all headers whose columns depend on them; `read` is called once for each input. */
export function observeAll<Input>(
  headers: readonly TableHeader[],
  inputs: readonly Input[],
  read: (input: Input) => FileResult | null,
): void {
  const growing = headers.filter(({ fixed }) => !fixed);
  if (growing.length === 0) return;
  for (const input of inputs) {
    const result = read(input);
    for (const header of growing) header.observe(result);
  }
}
