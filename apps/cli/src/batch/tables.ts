import { readFileSync } from 'node:fs';
import {
  createHeader,
  csvLine,
  type FileResult,
  type ReadPlan,
  type TableSpec,
  tableRows,
} from '@ballast/results-model';
import { writeWhole } from '../platform/replace-file.ts';

/** One input's part in the tables. */
export interface TableInput {
  readonly file: string;
  readonly status: string;
  /** Published result file, or null where there is none. */
  readonly result: string | null;
}

/**
 * Writes one table from the published results, in input order, whole or not at all. One result is in memory at a time.
 */
export async function writeTable(
  path: string,
  table: { readonly spec: TableSpec; readonly plan: ReadPlan },
  inputs: readonly TableInput[],
): Promise<void> {
  const header = createHeader(table.spec, table.plan);
  if (!header.fixed) for (const input of inputs) header.observe(readResult(input));
  await writeWhole(path, lines(header, inputs));
}

function* lines(header: ReturnType<typeof createHeader>, inputs: readonly TableInput[]): Generator<string> {
  yield csvLine(header.columns);
  for (const input of inputs) {
    const row = { file: input.file, status: input.status, result: readResult(input) };
    for (const cells of tableRows(header, row)) yield csvLine(cells);
  }
}

function readResult({ result }: TableInput): FileResult | null {
  return result === null ? null : (JSON.parse(readFileSync(result, 'utf8')) as FileResult);
}
