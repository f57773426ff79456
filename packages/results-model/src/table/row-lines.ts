import type { FileResult } from '../plan/file-result.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { csvLine } from './style/csv.ts';
import { csvLines } from './style/csv-lines.ts';
import { leadingColumns } from './style/styled-table.ts';
import type { TableInput } from './style/table-header.ts';
import { COLUMN_FACTS, type LeadingFact } from './style/table-style.ts';
import { createHeader } from './table.ts';
import { formatsOf, hasInputFiles, type Layout, type TableSpec } from './table-spec.ts';

/** Stands before each row in place of its first cells; a CSV file never contains it. */
export const ROW_MARK = '\u0000';

/** Layouts whose columns are known without any result, and whose rows depend on one result each. */
const BY_RESULT: readonly Layout[] = ['long', 'linked', 'analysis', 'range-graph'];

/**
 * The rows of a table as CSV, made of one result at a time, by whoever has it. What depends on the input besides its result, such
 * as its name and its status, is in the first cells, and is put in when all inputs are known.
 */
export interface RowLines {
  /** The rows of a result without their first cells, each behind a `ROW_MARK`. */
  textOf(result: FileResult): string;
  /** The first cells of all rows of an input, as a line begins with them; null if its rows do not show its result. */
  headOf(input: TableInput & { readonly result: FileResult }): string | null;
}

/** Whether the rows of a table can be made of one result at a time: it is CSV alone, and has no rows below the inputs. */
export function hasRowLines(spec: TableSpec): boolean {
  const [format, ...others] = formatsOf(spec);
  if (format !== 'csv' || others.length > 0 || hasInputFiles(spec) || !BY_RESULT.includes(spec.layout))
    return false;
  if (spec.layout === 'linked' && (spec.style?.foot.length ?? 0) > 0) return false;
  return leadingColumns(spec)
    .slice(ofInput(spec))
    .every(({ fact }) => isOfColumn(fact));
}

/** What the rows depend on, and nothing else: equal for tables whose rows are equal. */
export function rowSpec({ layout, columns, analysis, style, csv }: TableSpec): TableSpec {
  return {
    ...{ name: '', layout, columns },
    ...(analysis === undefined ? {} : { analysis }),
    ...(style === undefined ? {} : { style: { ...style, fileName: null, foot: [] } }),
    ...(csv === undefined ? {} : { csv }),
  };
}

/** For a table that `hasRowLines`. */
export function rowLines(spec: TableSpec, plan: ReadPlan): RowLines {
  const header = createHeader(spec, plan);
  const first = ofInput(spec);
  const onlyComplete = spec.style?.onlyComplete === true;
  return {
    textOf: (result) =>
      csvLines(header.rows({ file: '', status: '', result }), {
        ...{ style: spec.csv, from: first, mark: ROW_MARK },
      }),
    headOf: (input) => {
      if (onlyComplete && !isComplete(input)) return null;
      const cells = (header.leading?.(input) ?? []).slice(0, first);
      return cells.length === 0 ? '' : csvLine([...cells, null], spec.csv).slice(0, -2);
    },
  };
}

/** How many of the first columns are about the input. */
function ofInput(spec: TableSpec): number {
  const leading = leadingColumns(spec);
  const first = leading.findIndex(({ fact }) => isOfColumn(fact));
  return first < 0 ? leading.length : first;
}

function isOfColumn(fact: LeadingFact): boolean {
  return COLUMN_FACTS.some((known) => known === fact);
}

function isComplete({ result, completeness }: TableInput & { readonly result: FileResult }): boolean {
  return result.facts.completeness === 'complete' && (completeness ?? 'complete') === 'complete';
}
