import type { BatchFigures } from '@ballast/reporting';
import { FaultError } from '@ballast/resource-model';
import {
  type Cell,
  createHeader,
  type FileResult,
  hasInputFiles,
  type ReadPlan,
  type TableSpec,
  tableRows,
} from '@ballast/results-model';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import type { DamagedResult } from '../../worker/results/damaged-result.ts';
import { rowInput, type TableInput, tableInputs } from '../tables/table-input.ts';
import { TableResults } from '../tables/table-results.ts';

/** Layouts whose rows are known after the last input. */
const OVER_ALL: readonly TableSpec['layout'][] = ['cases', 'range-envelope', 'averages'];

/** One row of a table: the cells by the names of their columns. */
export type Row = Readonly<Record<string, Cell>>;

/**
 * The rows of a table in input order, without the rows below the inputs that sum them up. Each iteration reads the
 * published results again, twice if the columns depend on what the files contain. Faults: TABLE_UNKNOWN, and
 * RESULT_DAMAGED while it iterates.
 */
export function tableRowsOf(name: string, prepared: PreparedBatch, figures: BatchFigures): Iterable<Row> {
  const spec = prepared.batch.tables.find((table) => table.name === name && !hasInputFiles(table));
  if (spec === undefined) throw unknownTable(name, prepared);
  const inputs = tableInputs(figures, prepared);
  return { [Symbol.iterator]: () => rowsOf(spec, prepared.plan, inputs) };
}

function* rowsOf(
  spec: TableSpec,
  plan: ReadPlan,
  inputs: readonly TableInput[],
): Generator<Row, void, undefined> {
  using results = new TableResults();
  const header = createHeader(spec, plan);
  const read = (input: TableInput): FileResult | null => {
    const result = results.read(input);
    const [damaged] = results.damaged();
    if (damaged !== undefined) throw resultDamaged(damaged);
    return result;
  };
  if (!header.fixed) for (const input of inputs) header.observe(read(input));
  const named = (cells: readonly Cell[]): Row =>
    Object.fromEntries(header.columns.map((column, i) => [column, cells[i] ?? null]));
  for (const input of inputs) {
    for (const cells of tableRows(header, rowInput(input, read(input)))) yield named(cells);
  }
  // Elsewhere these rows sum up the others; here there are no others.
  if (OVER_ALL.includes(spec.layout)) for (const cells of header.foot()) yield named(cells);
}

function resultDamaged({ file, reason }: DamagedResult): FaultError {
  return new FaultError({
    code: 'RESULT_DAMAGED',
    message: `the result of ${file} is not what was written: ${reason}`,
    hint: 'open and run the batch again: it reads the file again',
    details: { file, reason },
  });
}

function unknownTable(name: string, { batch }: PreparedBatch): FaultError {
  const known = batch.tables.filter((table) => !hasInputFiles(table)).map((table) => table.name);
  const details = { table: name, known };
  if (batch.tables.some((table) => table.name === name)) {
    const message = `the table "${name}" has the layout time-series: a file for each input instead of rows`;
    return new FaultError({
      code: 'TABLE_UNKNOWN',
      message,
      hint: 'read the files in places.samples',
      details,
    });
  }
  const message = `the batch has no table "${name}"`;
  const hint = known.length === 0 ? 'read the files in places.samples' : `ask for ${known.join(' or ')}`;
  return new FaultError({ code: 'TABLE_UNKNOWN', message, hint, details });
}
