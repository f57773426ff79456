import { type Cell, type CsvStyle, csvLine, csvStart } from '@ballast/results-model';
import type { TableHead } from '@ballast/table-files';
import type { Written } from '../files/digest.ts';
import { WholeFile } from '../files/whole-file.ts';
import { RowBlock } from './row-block.ts';

/** A table on disk while it is written: whole or not at all. Throws the system's errors. */
export interface TableFile extends Disposable {
  row(cells: readonly Cell[]): void;
  /** Call once. */
  complete(): Promise<Written>;
}

/** Rows of one input that were made before: each behind a `ROW_MARK`, in UTF-8, and what each begins with. */
export interface MadeRows {
  readonly head: string;
  readonly rows: Buffer;
}

export interface CsvFile extends TableFile {
  made(rows: MadeRows): void;
  /** Whether what was written is still there as it was written. */
  isSound(): boolean;
}

/** Units are a row below the header, if there are any. `isSlow`: whether it is written while the batch runs. */
export function openCsv(
  path: string,
  { columns, units }: TableHead,
  { style, isSlow = false }: { readonly style?: CsvStyle | undefined; readonly isSlow?: boolean } = {},
): CsvFile {
  const file = new WholeFile(path, { isSlow });
  const block = new RowBlock((bytes) => file.writeBytes(bytes));
  file.write(csvStart(style));
  file.write(csvLine(columns, style));
  if (units !== null) file.write(csvLine(units, style));
  return {
    row: (cells) => {
      block.flush();
      file.write(csvLine(cells, style));
    },
    made: ({ head, rows }) => block.add(Buffer.from(head, 'utf8'), rows),
    isSound: () => file.isSound(),
    complete: () => {
      block.flush();
      return file.commit();
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}
