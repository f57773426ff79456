import type { Cell } from '@ballast/results-model';
import { createSheet, type Sheet, type TableHead, workbookPieces } from '@ballast/table-files';
import type { Written } from '../files/digest.ts';
import { createScratchFile, type ScratchFile } from '../files/scratch-file.ts';
import { WholeFile } from '../files/whole-file.ts';

/**
 * A workbook on disk while it is written: whole or not at all. Its sheets grow side by side, each in a file of its own, and are
 * put together at the end. Throws the system's errors.
 */
export interface WorkbookFile extends Disposable {
  /** A sheet for the table with this name; sheets are in the order of these calls. Fault TABLE_TOO_LARGE, also of its rows. */
  sheet(name: string, head: TableHead): { row(cells: readonly Cell[]): void };
  /** Fault WORKBOOK_TOO_LARGE. */
  complete(): Promise<Written>;
}

interface Open {
  readonly name: string;
  readonly sheet: Sheet;
  readonly scratch: ScratchFile;
}

export function openWorkbook(path: string): WorkbookFile {
  const open: Open[] = [];
  return {
    sheet: (name, head) => {
      const scratch = createScratchFile(path);
      try {
        const sheet = createSheet(name, head, scratch.write);
        open.push({ name, sheet, scratch });
        return sheet;
      } catch (error) {
        scratch[Symbol.dispose]();
        throw error;
      }
    },
    complete: async () => {
      const sheets = open.map(({ name, sheet, scratch }) => {
        return { name, deflated: sheet.end(), pieces: () => scratch.pieces() };
      });
      using file = new WholeFile(path);
      for (const piece of workbookPieces(sheets)) file.writeBytes(piece);
      return await file.commit();
    },
    [Symbol.dispose]: () => {
      for (const { scratch } of open) scratch[Symbol.dispose]();
    },
  };
}
