import { createParquet, type ParquetHead } from '@ballast/table-files/parquet';
import { WholeFile } from '../files/whole-file.ts';
import type { TableFile } from './table-file.ts';

// Import this module only if a table has this format: it loads some sixty modules.

export function openParquet(path: string, head: ParquetHead): TableFile {
  const file = new WholeFile(path);
  const table = createParquet(head, (bytes) => file.writeBytes(bytes));
  return {
    row: table.row,
    complete: () => {
      table.end();
      return file.commit();
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}
