// An entry of its own: only what writes Parquet loads the library for it.
export { createParquet, type ParquetHead, type ParquetTable } from './parquet-table.ts';
