import { FaultError } from '@ballast/resource-model';

/** What a sheet of a workbook can hold, and a workbook as this package writes it (Excel specifications and limits). */
export const XLSX_LIMITS = {
  /** With the header. */
  rows: 1_048_576,
  columns: 16_384,
  /** UTF-16 code units in a cell. */
  text: 32_767,
  /** UTF-16 code units in the name of a sheet. */
  name: 31,
  /** Bytes of a workbook and of each of its sheets: there are no Zip64 records. */
  bytes: 0xff_ff_ff_ff,
} as const;

/** Why a table does not fit a sheet, for the end of a sentence about it; null if it does. `rows`: with the header. */
export function tooLarge({
  rows,
  columns,
}: {
  readonly rows: number;
  readonly columns: number;
}): string | null {
  if (columns > XLSX_LIMITS.columns)
    return `it has ${columns} columns, and a sheet of an Excel workbook holds at most ${XLSX_LIMITS.columns}`;
  return rows > XLSX_LIMITS.rows
    ? `it has ${rows} rows with its header, and a sheet of an Excel workbook holds at most ${XLSX_LIMITS.rows}`
    : null;
}

/** `reason`: as from `tooLarge`. */
export function tableTooLarge(table: string, reason: string): FaultError {
  return new FaultError({
    code: 'TABLE_TOO_LARGE',
    message: `the table "${table}" cannot be written as xlsx: ${reason}`,
    hint: 'leave xlsx out of `formats` of this table (csv and parquet have no such limit), then run the batch again: what has been read is kept',
    details: { table },
  });
}
