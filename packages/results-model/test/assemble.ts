import { extract } from '../src/plan/extract.ts';
import type { FileResult } from '../src/plan/file-result.ts';
import { planReads } from '../src/plan/plan-reads.ts';
import type { ResultsFile } from '../src/reader/results-file.ts';
import type { Cell } from '../src/table/style/csv.ts';
import { createHeader, tableRows } from '../src/table/table.ts';
import type { TableSpec } from '../src/table/table-spec.ts';

/** Header and rows of a table over files `a`, `b` ...; null for a file that failed. */
export async function assembleFiles(
  spec: TableSpec,
  files: readonly (ResultsFile | null)[],
): Promise<{ columns: readonly string[]; rows: Cell[][] }> {
  const plan = planReads([spec]);
  const results: (FileResult | null)[] = [];
  for (const file of files) results.push(file === null ? null : await extract(file, plan));
  const header = createHeader(spec, plan);
  for (const result of results) header.observe(result);
  const rows = results.flatMap((result, i) => {
    const file = 'abcdef'.charAt(i);
    const status = result === null ? 'failed' : 'succeeded';
    return tableRows(header, { file: `${file}.x`, path: `/in/${file}.x`, stem: file, status, result });
  });
  const units = header.unitRow();
  return { columns: header.columns, rows: [...(units === null ? [] : [units]), ...rows, ...header.foot()] };
}
