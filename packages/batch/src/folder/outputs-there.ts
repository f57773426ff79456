import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '@ballast/reporting';
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

/** Whether the report exists, and every table that it names. */
export function outputsAreThere(output: OutputFolder): boolean {
  return reportIn(output)?.tables.every((table) => existsSync(path.join(output.root, table.path))) ?? false;
}
