import type { ReadPlan } from '../plan/read-plan.ts';
import type { Cell } from './csv.ts';
import { LongTable } from './long-table.ts';
import type { TableHeader, TableInput } from './table-header.ts';
import type { TableSpec } from './table-spec.ts';
import { WideTable } from './wide-table.ts';

/**
 * Tables are made in two passes over the results, holding one result at a time: `observe` every result, so
 * that the columns of wildcards are known, print `columns`, then `tableRows` of every input.
 */
export function createHeader(spec: TableSpec, plan: ReadPlan): TableHeader {
  switch (spec.layout) {
    case 'long':
      return new LongTable(spec, plan);
    case 'wide':
      return new WideTable(spec, plan);
  }
}

/** The rows of one input: one in a wide table, one a series in a long one, never none. */
export function tableRows(header: TableHeader, input: TableInput): Cell[][] {
  return header.rows(input);
}
