import { formatDuration } from '@ballast/resource-model';
import type { Binding, Prediction } from '@ballast/simulator';
import { forTerminal, percent } from '@ballast/text';
import type { WhatIf } from './what-if.ts';

/** One combination of settings, and how the batch would run with it. */
export interface WhatIfRow {
  readonly settings: WhatIf;
  /** Seconds. */
  readonly makespan: Prediction['makespan'];
  /** The makespan divided by that of the present settings. */
  readonly ratio: number;
  /** Largest memory of all workers together, divided by the budget. */
  readonly highWaterShare: number;
  readonly binds: Binding;
}

export function whatIfRow(settings: WhatIf, prediction: Prediction, present: Prediction): WhatIfRow {
  const { makespan, highWaterShare, binds } = prediction;
  const before = present.makespan.expected;
  return { settings, makespan, ratio: before === 0 ? 1 : makespan.expected / before, highWaterShare, binds };
}

/** A heading, then one line per row; the first row has the present settings. */
export function whatIfText(rows: readonly WhatIfRow[]): readonly string[] {
  const cells = rows.map(({ settings, makespan, ratio, highWaterShare, binds }) => [
    settings.length === 0
      ? 'as it is'
      : forTerminal(settings.map(([key, value]) => `${key}=${value}`).join(', ')),
    formatDuration(1000 * makespan.expected),
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
