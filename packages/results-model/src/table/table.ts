import type { ReadPlan } from '../plan/read-plan.ts';
import { AnalysisTable } from './layouts/analysis-table.ts';
import { AveragesTable } from './layouts/averages-table.ts';
import { CasesTable } from './layouts/cases-table.ts';
import { EnvelopeTable } from './layouts/envelope-table.ts';
import { LinkedTable } from './layouts/linked-table.ts';
import { LongTable } from './layouts/long-table.ts';
import { MetricsTable } from './layouts/metrics-table.ts';
import { RangeGraphTable } from './layouts/range-graph-table.ts';
import { TaskTable } from './layouts/task-table.ts';
import { WideTable } from './layouts/wide-table.ts';
import type { Cell } from './style/csv.ts';
import { leadingColumns, StyledTable } from './style/styled-table.ts';
import type { TableBody, TableHeader, TableInput } from './style/table-header.ts';
import { hasInputFiles, type TableSpec } from './table-spec.ts';

/**
 * Tables are made in two passes over the results, holding one result at a time: `observe` every result, so that the
 * columns of wildcards are known; print `columns`; then `tableRows` of every input; then `foot`. Tables of time series
 * are not made from results but printed input by input: see `sampleLines`.
 */
export function createHeader(spec: TableSpec, plan: ReadPlan): TableHeader {
  if (spec.runs?.kind === 'averages') return new AveragesTable(spec, spec.runs);
  if (spec.runs?.kind === 'metrics') return new MetricsTable(spec, spec.runs);
  if (spec.layout === 'cases') return new CasesTable(spec, plan);
  if (spec.layout === 'range-envelope') return new EnvelopeTable(spec, plan);
  const leading = leadingColumns(spec).map(({ header }) => header);
  return new StyledTable(spec, bodyOf(spec, plan, leading));
}

function bodyOf(spec: TableSpec, plan: ReadPlan, leading: readonly string[]): TableBody {
  switch (spec.layout) {
    case 'long':
      return new LongTable(spec, plan);
    case 'wide':
      return new WideTable(spec, plan, leading);
    case 'linked':
      return new LinkedTable(spec, plan, leading);
    case 'analysis':
      if (!hasInputFiles(spec)) return new AnalysisTable(spec, plan);
      break;
    case 'task':
      return new TaskTable(leading);
    case 'range-graph':
      return new RangeGraphTable(spec, plan);
    case 'time-series':
    case 'range-envelope':
    case 'cases':
    case 'averages':
    case 'metrics':
      break;
  }
  throw new Error(
    `defect: the table "${spec.name}" has a separate file for every input and no header of its own`,
  );
}

/** The rows of one input: one in a wide table, one per series in a long one, never none. */
export function tableRows(header: TableHeader, input: TableInput): Cell[][] {
  return header.rows(input);
}
