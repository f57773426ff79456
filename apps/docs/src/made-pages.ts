import { batchFilePage } from './batch-file/batch-file-page.ts';
import { codesPage } from './codes/codes-page.ts';
import { journalPage } from './types/journal-page.ts';
import { reportPage } from './types/report-page.ts';

/** Name of a page in docs/reference -> its text. */
export const madePages = (): ReadonlyMap<string, string> =>
  new Map([
    ['batch-file.md', batchFilePage()],
    ['codes.md', codesPage()],
    ['journal.md', journalPage()],
    ['report.md', reportPage()],
  ]);
