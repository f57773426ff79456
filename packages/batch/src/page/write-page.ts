import { reportPage } from '@ballast/report-page';
import type { Figures } from '@ballast/reporting';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { removeFile } from '../files/abandoned.ts';
import type { Written } from '../files/digest.ts';
import { writeDurably } from '../files/whole-file.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { PAGE } from '../folder/owned.ts';
import type { DescribedBatch } from './described-batch.ts';

/** What became of the page: at most one file, and at most one sentence. */
interface WrittenPage {
  readonly written: Written | null;
  readonly warnings: readonly string[];
}

/** What the page is made of. */
export interface PageContents {
  readonly figures: Figures;
  readonly described: DescribedBatch | null;
}

/** Writes the report as a page. Tables and report are in place by then: whatever goes wrong here costs the page alone, and is a warning. */
export async function writePage(output: OutputFolder, contents: () => PageContents): Promise<WrittenPage> {
  try {
    return { written: await writeDurably(output.page, [pageText(contents())]), warnings: [] };
  } catch (error) {
    removeFile(output.page);
    const why = error instanceof Error ? error.message : String(error);
    const warning = `the page ${output.page} could not be written (${why}); tables and report are complete`;
    return { written: null, warnings: [warning] };
  }
}

/** The text of the page. */
export function pageText({ figures, described }: PageContents): string {
  return reportPage(figures, described === null ? {} : { effectiveBatch: described.text });
}

export function isPage({ name }: PublishedFile): boolean {
  return name === PAGE;
}
