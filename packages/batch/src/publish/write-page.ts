import { readFileSync, statSync } from 'node:fs';
import { reportPage } from '@ballast/report-page';
import type { Figures } from '@ballast/reporting';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { removeFile } from '../files/abandoned.ts';
import { writeDurably } from '../files/whole-file.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { PAGE } from '../folder/owned.ts';
import { publishedFile } from './published-file.ts';

/** What became of the page: at most one file, and at most one sentence. */
interface WrittenPage {
  readonly files: readonly PublishedFile[];
  readonly warnings: readonly string[];
}

/**
 * Writes the report as a page, or sees to it that no page of an earlier run is left. Tables and report are in place by then: whatever
 * goes wrong here costs the page alone, and is a warning.
 */
export async function writePage(
  output: OutputFolder,
  figures: Figures,
  what: 'write' | 'remove' | 'leave',
): Promise<WrittenPage> {
  if (what === 'remove') removeFile(output.page);
  if (what !== 'write') return { files: [], warnings: [] };
  try {
    const written = await writeDurably(output.page, [pageOf(output, figures)]);
    return { files: [publishedFile(output, output.page, written)], warnings: [] };
  } catch (error) {
    removeFile(output.page);
    const why = error instanceof Error ? error.message : String(error);
    const warning = `the page ${output.page} could not be written (${why}); tables and report are complete`;
    return { files: [], warnings: [warning] };
  }
}

/** The text of the page. */
export function pageOf(output: Pick<OutputFolder, 'effectiveBatch'>, figures: Figures): string {
  const effectiveBatch = effectiveIn(output);
  return reportPage(figures, effectiveBatch === null ? {} : { effectiveBatch });
}

export function isPage({ name }: PublishedFile): boolean {
  return name === PAGE;
}

/** A longer batch file is not shown, in bytes. */
const LONGEST = 256 * 1024;

function effectiveIn({ effectiveBatch: file }: Pick<OutputFolder, 'effectiveBatch'>): string | null {
  try {
    return statSync(file).size > LONGEST ? null : readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
