import { fixedText } from './fixed-text.ts';
import type { FigureSummary } from './run-group.ts';

/** `key: value` for each figure, in the given order; `nan` if no run has a number. */
export function averageText(
  figures: readonly (readonly [name: string, summary: FigureSummary])[],
  precision: number,
): string {
  return figures.map(([name, { mean }]) => `${name}: ${fixedText(mean ?? Number.NaN, precision)}\n`).join('');
}
