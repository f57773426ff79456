import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '@ballast/reporting';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { difference, differenceInSize, digestOfFile, statOfFile } from '../files/digest.ts';
import type { OutputFolder } from './layout.ts';

/** The report that a batch left; null if there is none that can be read. Only its tables are checked. */
export function reportIn({ report }: Pick<OutputFolder, 'report'>): Report | null {
  try {
    const value = JSON.parse(readFileSync(report, 'utf8')) as Partial<Report> | null;
    return Array.isArray(value?.tables) && value.tables.every(isTable) ? (value as Report) : null;
  } catch {
    return null;
  }
}

function isTable(value: unknown): value is Report['tables'][number] {
  if (typeof value !== 'object' || value === null) return false;
  const { name, path: place, file } = value as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && typeof place === 'string' && (file === null || typeof file === 'string');
}

/** A table or a report that is not what was written. */
export interface ChangedOutput {
  /** As the journal names it: relative to the output folder. */
  readonly name: string;
  /** The end of a sentence. */
  readonly reason: string;
}

/**
 * Tables and report that are not what was published. A file with the size and time of writing that the journal has counts as
 * unchanged; any other file is read, and with `digests` every file is.
 */
export function changedOutputs(
  output: Pick<OutputFolder, 'root' | 'report'>,
  published: readonly PublishedFile[],
  digests: boolean,
): ChangedOutput[] {
  const changed = published.flatMap((file) => {
    const reason = changeOf(path.resolve(output.root, file.name), file, digests);
    return reason === null ? [] : [{ name: file.name, reason }];
  });
  if (changed.length === 0 && reportIn(output) === null)
    return [{ name: path.basename(output.report), reason: 'it is not a report' }];
  return changed;
}

function changeOf(file: string, published: PublishedFile, digests: boolean): string | null {
  const reason = differenceInSize(published, file);
  if (reason !== null) return reason;
  try {
    if (!digests && statOfFile(file)?.mtimeMs === published.modified) return null;
    return difference(published, digestOfFile(file));
  } catch (error) {
    return (error as Error).message;
  }
}
