import { type Cell, type CsvStyle, csvLine, csvStart } from '@ballast/results-model';
import type { TableHead } from '@ballast/table-files';
import type { Written } from '../files/digest.ts';
import { WholeFile } from '../files/whole-file.ts';

/** A table on disk while it is written: whole or not at all. Throws the system's errors. */
export interface TableFile extends Disposable {
  row(cells: readonly Cell[]): void;
  /** Whole lines; only a CSV file takes them. */
  text?(lines: string): void;
  /** Call once. */
  complete(): Promise<Written>;
}

/** Units are a row below the header, if there are any. */
export function openCsv(path: string, { columns, units }: TableHead, style?: CsvStyle): TableFile {
  const file = new WholeFile(path);
  file.write(csvStart(style));
  file.write(csvLine(columns, style));
  if (units !== null) file.write(csvLine(units, style));
  return {
    row: (cells) => file.write(csvLine(cells, style)),
    text: (lines) => file.write(lines),
    complete: () => file.commit(),
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}
