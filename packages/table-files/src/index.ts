export { type ColumnKind, type ColumnKinds, columnKinds } from './parquet/column-kinds.ts';
export type { Sink, TableHead } from './table-head.ts';
export { tableTooLarge, tooLarge, XLSX_LIMITS } from './xlsx/limits.ts';
export { createSheet, type Sheet } from './xlsx/sheet.ts';
export { type WrittenSheet, workbookPieces } from './xlsx/workbook.ts';
export type { Deflated } from './xlsx/zip.ts';
