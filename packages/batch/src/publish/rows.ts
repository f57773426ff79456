import type { BatchFigures } from '@ballast/reporting';
import { FaultError } from '@ballast/resource-model';
import { type Cell, createHeader, tableRows } from '@ballast/results-model';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { stemOf } from './table-file-names.ts';
import { TableResults, tableInputs } from './table-results.ts';

/** One row of a table: the cells by the names of their columns. */
export type Row = Readonly<Record<string, Cell>>;

/**
 * The rows of a table in input order, without the rows below the inputs that sum them up. The published results are read
 * one at a time, twice if the columns depend on what the files contain. Fault: TABLE_UNKNOWN.
 */
export function* tableRowsOf(name: string, prepared: PreparedBatch, figures: BatchFigures): Generator<Row> {
  const { batch, plan } = prepared;
  const spec = batch.tables.find((table) => table.name === name && table.layout !== 'time-series');
  if (spec === undefined) throw unknownTable(name, prepared);
  const results = new TableResults();
  const inputs = tableInputs(figures, prepared);
  const header = createHeader(spec, plan);
  if (!header.fixed) for (const input of inputs) header.observe(results.read(input));
  for (const input of inputs) {
    const { file, path, status } = input;
    for (const cells of tableRows(header, {
      file,
      path,
      stem: stemOf(file),
      status,
      result: results.read(input),
    })) {
      yield Object.fromEntries(header.columns.map((column, i) => [column, cells[i] ?? null]));
    }
  }
}

function unknownTable(name: string, { batch }: PreparedBatch): FaultError {
  const known = batch.tables.filter(({ layout }) => layout !== 'time-series').map((table) => table.name);
  return new FaultError({
    code: 'TABLE_UNKNOWN',
    message: `the batch has no table "${name}" with rows`,
    hint: known.length === 0 ? 'read the files of its time series' : `ask for one of ${known.join(', ')}`,
    details: { table: name, known },
  });
}
