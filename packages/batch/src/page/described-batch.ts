import { readFileSync, statSync } from 'node:fs';
import { type Batch, parseBatch } from '@ballast/config';
import type { Definition } from '@ballast/reporting';
import { tableDefinitions } from '@ballast/results-model';
import type { OutputFolder } from '../folder/layout.ts';
import { loadCases } from '../inputs/cases.ts';

/** A longer batch file is not shown, in bytes. */
const LONGEST = 256 * 1024;

/** The batch as it ran, from the file that it left in its output folder. */
export interface DescribedBatch {
  readonly text: string;
  /** Null if this version cannot read it. */
  readonly batch: Batch | null;
}

/** Null if there is no such file. Never throws. */
export function describedBatch({
  effectiveBatch: file,
}: Pick<OutputFolder, 'effectiveBatch'>): DescribedBatch | null {
  try {
    if (statSync(file).size > LONGEST) return null;
    const text = readFileSync(file, 'utf8');
    const parsed = parseBatch({ text, source: file });
    return { text, batch: parsed.ok ? parsed.batch : null };
  } catch {
    return null;
  }
}

export function definitionsIn(batch: Batch | null): readonly Definition[] {
  return (batch?.tables ?? []).flatMap((spec) =>
    tableDefinitions(spec).map(({ column, definition }) => ({ table: spec.name, column, definition })),
  );
}

/** The load cases of the inputs; null if the batch names none, or they cannot be read any more. */
export function casesIn(
  batch: Batch | null,
  files: readonly string[],
): readonly (Readonly<Record<string, string>> | null)[] | null {
  if (batch === null || batch.cases === null) return null;
  try {
    const inputs = files.map((file) => ({ file }));
    return loadCases(batch.cases, inputs).values;
  } catch {
    return null;
  }
}
