import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '@ballast/reporting';
import type { OutputFolder } from './layout.ts';

/** The report that a batch left; null if there is none that can be read. */
export function reportIn({ report }: Pick<OutputFolder, 'report'>): Report | null {
  try {
    const value = JSON.parse(readFileSync(report, 'utf8')) as Partial<Report> | null;
    return Array.isArray(value?.tables) ? (value as Report) : null;
  } catch {
    return null;
  }
}

/** Whether the report exists, and every table that it names. */
export function outputsAreThere(output: OutputFolder): boolean {
  return reportIn(output)?.tables.every((table) => existsSync(path.join(output.root, table.path))) ?? false;
}
