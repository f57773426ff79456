import { type SampledTable, sampleLines, sampleRows } from '@ballast/results-model';
import { type ColumnKind, columnKinds, type TableHead } from '@ballast/table-files';
import type { Written } from '../../files/digest.ts';
import { writeWhole } from '../../files/whole-file.ts';
import { openWorkbook } from '../../formats/workbook-file.ts';

/** The name of the sheet in the workbook of one input. */
const SHEET = 'data';

/** Writes one file with time series, in its format. Fault TABLE_TOO_LARGE; throws the system's error. */
export async function writeSampleFile(target: string, sampled: SampledTable): Promise<Written> {
  switch (sampled.plan.format ?? 'csv') {
    case 'csv':
      return writeWhole(target, sampleLines(sampled));
    case 'xlsx': {
      using workbook = openWorkbook(target);
      const sheet = workbook.sheet(SHEET, headOf(sampled));
      for (const cells of sampleRows(sampled)) sheet.row(cells);
      return await workbook.complete();
    }
    case 'parquet': {
      const { openParquet } = await import('../../formats/parquet-file.ts');
      using file = openParquet(target, { ...headOf(sampled), kinds: kindsOf(sampled) });
      for (const cells of sampleRows(sampled)) file.row(cells);
      return await file.complete();
    }
  }
}

function headOf(sampled: SampledTable): TableHead {
  return { columns: sampled.header, units: sampled.kind === 'series' ? sampled.units : null };
}

function kindsOf(sampled: SampledTable): ColumnKind[] {
  const kinds = columnKinds();
  if (sampled.kind === 'rows') for (const cells of sampled.rows) kinds.add(cells);
  return kinds.of(sampled.header.length);
}
