import type { FileResult } from '../../plan/file-result.ts';
import type { Figure } from '../../reader/results-file.ts';

/** The figures of a report; null for a file without them, such as a report of rows. */
export function figuresOf(result: FileResult | null): readonly Figure[] | null {
  const figures = result?.values.find(({ key }) => key.kind === 'figures')?.figures ?? [];
  return figures.length === 0 ? null : figures;
}
