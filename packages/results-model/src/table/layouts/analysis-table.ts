import { analysisColumns } from '../../analyses/analyse.ts';
import { analysisNames } from '../../plan/cached-result.ts';
import type { FileResult } from '../../plan/file-result.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import { isWildcard } from '../../series/wildcard.ts';
import { plannedColumns } from '../columns/table-columns.ts';
import type { BodyRow, TableBody } from '../style/table-header.ts';
import type { TableSpec } from '../table-spec.ts';

/** The rows of an analysis: those of every series of an input, and one empty row for an input that has none. */
export class AnalysisTable implements TableBody {
  readonly fixed = true;
  readonly columns: readonly string[];
  readonly #position: number;

  constructor(spec: TableSpec, plan: ReadPlan) {
    const { analysis, name } = spec;
    if (analysis === undefined) throw new Error(`defect: the table "${name}" has no analysis`);
    this.columns = analysisColumns(analysis);
    const columns = plannedColumns(spec, plan).flatMap((planned) =>
      planned.kind === 'series'
        ? [
            {
              key: planned.position,
              label: isWildcard(planned.column.variable) ? null : planned.column.label,
            },
          ]
        : [],
    );
    const own = analysisNames(plan)({ analysis, columns });
    this.#position = (plan.analyses ?? []).findIndex((one) => analysisNames(plan)(one) === own);
    if (this.#position < 0) throw new Error(`defect: the plan lacks the analysis of the table "${name}"`);
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  /** Every row has the unit of its series in a cell. */
  units(): null {
    return null;
  }

  rows(result: FileResult | null): BodyRow[] {
    const rows = result?.analyses?.[this.#position]?.rows ?? [];
    const units = (): null[] => this.columns.map(() => null);
    if (rows.length === 0) return [{ about: null, cells: this.columns.map(() => null), units }];
    return rows.map((cells) => ({ about: null, cells: [...cells], units }));
  }
}
