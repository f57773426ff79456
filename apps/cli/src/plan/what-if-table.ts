import type { MakespanPrediction } from '@ballast/batch';
import { formatDuration } from '@ballast/resource-model';
import { percent } from '@ballast/text';
import { settingsText, type WhatIf } from './what-if.ts';
import { whyBetter } from './why.ts';

/** One combination of settings, and how the batch would run with it. */
export interface WhatIfRow {
  readonly settings: WhatIf;
  readonly prediction: MakespanPrediction;
  /** The makespan divided by that of the present settings. */
  readonly ratio: number;
  /** Why it is better than the present settings; null if it is not, or not by enough to count. */
  readonly why: string | null;
}

export function whatIfRow(
  settings: WhatIf,
  prediction: MakespanPrediction,
  present: MakespanPrediction,
): WhatIfRow {
  const before = present.makespan.median;
  const ratio = before === 0 ? 1 : prediction.makespan.median / before;
  return { settings, prediction, ratio, why: whyBetter(prediction, present) };
}

/** A heading, then one line per row; the first row has the present settings. */
export function whatIfText(rows: readonly WhatIfRow[]): readonly string[] {
  const cells = rows.map(({ settings, prediction: { makespan, highWaterShare, binds }, ratio }) => [
    settings.length === 0 ? 'as it is' : settingsText(settings),
    formatDuration(1000 * makespan.median),
    ratio.toFixed(2),
    percent(highWaterShare),
    binds,
  ]);
  const lines = [['settings', 'makespan', 'ratio', 'most memory', 'bound by'], ...cells];
  const widths = lines.reduce<number[]>(
    (widest, line) => line.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)),
    [],
  );
  const text = (line: readonly string[]): string =>
    line
      .map((cell, i) =>
        i === 0 || i === line.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return ['What if', ...lines.map((line) => `  ${text(line)}`)];
}
