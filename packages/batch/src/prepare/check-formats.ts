import {
  createHeader,
  formatsOf,
  hasInputFiles,
  type Layout,
  type ReadPlan,
  type TableSpec,
} from '@ballast/results-model';
import { tableTooLarge, tooLarge } from '@ballast/table-files';

/**
 * Refuses tables that cannot fit a sheet of a workbook, as far as that is known before anything is read: a wildcard and what is
 * computed may give more columns and rows. Fault TABLE_TOO_LARGE.
 */
export function checkFormats(tables: readonly TableSpec[], plan: ReadPlan, inputs: number): void {
  for (const spec of tables) {
    if (!formatsOf(spec).includes('xlsx')) continue;
    const reason = tooLarge({ rows: fewestRows(spec, inputs), columns: fewestColumns(spec, plan) });
    if (reason !== null) throw tableTooLarge(spec.name, reason);
  }
}

/** Their rows are not about single inputs. */
const OVER_ALL: readonly Layout[] = ['cases', 'range-envelope'];

/** With the header. */
function fewestRows(spec: TableSpec, inputs: number): number {
  if (OVER_ALL.includes(spec.layout) || hasInputFiles(spec)) return 1;
  const each = spec.layout === 'long' || spec.layout === 'linked' ? Math.max(1, spec.columns.length) : 1;
  return 1 + inputs * each + (spec.style?.foot.length ?? 0);
}

function fewestColumns(spec: TableSpec, plan: ReadPlan): number {
  return hasInputFiles(spec) ? spec.columns.length : createHeader(spec, plan).columns.length;
}
