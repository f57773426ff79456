import path from 'node:path';
import { type Additions, type Figures, NO_ADDITIONS, type Output } from '@ballast/reporting';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { type OutputFolder, outputFolder } from '../folder/layout.ts';
import { PAGE } from '../folder/owned.ts';
import { baselineOf } from './baseline.ts';
import type { BaselineFolder } from './baseline-folder.ts';
import { type DescribedBatch, definitionsIn } from './described-batch.ts';
import { picturesIn } from './pictures.ts';
import { presentationOf } from './presentation.ts';
import { figuresInFolder } from './read-folder.ts';
import { whatIfOf } from './what-if.ts';

/** Results of more files are read again only if somebody asks for the comparison: it would take as long as the tables did. */
const MOST_FILES = 5000;

/** What is known beside the figures of a journal. */
export interface Around {
  readonly output: OutputFolder;
  readonly described: DescribedBatch | null;
  readonly results: Additions['results'];
  /** Tables and report as they were written. */
  readonly files: readonly PublishedFile[];
  /** What to compare with; null for nothing. */
  readonly baseline: BaselineFolder | null;
}

/** Figures with everything else that a page shows, and a sentence for each part that could not be made. */
export interface WithAdditions {
  readonly figures: Figures;
  readonly warnings: readonly string[];
}

/** Never throws: a part that cannot be made is left out, with a warning. */
export function withAdditions(
  figures: Figures,
  { output, described, results, files, baseline }: Around,
): WithAdditions {
  const warnings: string[] = [];
  const part = <Value>(what: string, make: () => Value | null): Value | null => {
    try {
      return make();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      warnings.push(`the page does not show ${what} (${why})`);
      return null;
    }
  };
  const presented =
    described?.batch === undefined || described.batch === null
      ? null
      : presentationOf(described.batch.report);
  warnings.push(...(presented?.warnings ?? []));
  const own: Figures = {
    ...figures,
    ...NO_ADDITIONS,
    presentation: presented?.presentation ?? null,
    results,
    definitions: part('definitions', () => definitionsIn(described?.batch ?? null)) ?? [],
    outputs: files.filter(({ name }) => name !== PAGE).map(outputOf),
    pictures: part('the pictures', () => picturesIn(output, files)) ?? NO_ADDITIONS.pictures,
    whatIf: part('what another machine would have done', () => whatIfOf(figures, processorTime)),
  };
  const compared =
    baseline === null
      ? null
      : part('how it compares with an earlier batch', () => {
          const mostFiles = baseline.isWanted ? Number.POSITIVE_INFINITY : MOST_FILES;
          const before = figuresInFolder(outputFolder(baseline.folder), mostFiles);
          return baselineOf(own, before, shownFolder(output.root, baseline.folder));
        });
  return { figures: { ...own, baseline: compared }, warnings };
}

function processorTime(): number {
  return process.cpuUsage().user / 1000;
}

function outputOf({ name, bytes, sha256 }: PublishedFile): Output {
  return { name, bytes, sha256 };
}

/** Relative to the output folder if that is shorter, with forward slashes. */
function shownFolder(root: string, folder: string): string {
  const relative = path.relative(path.dirname(root), folder);
  const shorter =
    relative !== '' && relative.length < folder.length && !path.isAbsolute(relative) ? relative : folder;
  return shorter.split(path.sep).join('/');
}
