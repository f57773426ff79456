import { analysisDefinition } from '../analyses/analysis-definition.ts';
import { caseDefinition } from '../cases/case-definition.ts';
import { channelDefinition } from '../derived/channel-definition.ts';
import type { DerivedChannel } from '../derived/derived-channel.ts';
import { definitionOf } from '../reduction/definition.ts';
import { reductionLabel } from '../reduction/reduction.ts';
import { runsDefinition } from '../runs/runs-definition.ts';
import { isWildcard } from '../series/wildcard.ts';
import type { ColumnSpec, SeriesColumn } from './columns/column-spec.ts';
import { labelOf, stemOf } from './columns/labels.ts';
import type { Layout, TableSpec } from './table-spec.ts';

/** The definition of a column, or of the whole table for the column `*`. */
export interface ColumnDefinition {
  readonly column: string;
  readonly definition: string;
}

/** The definitions of everything in the table that tools of the field define differently; empty for plain statistics. */
export function tableDefinitions({ layout, columns, analysis, cases, runs }: TableSpec): ColumnDefinition[] {
  const whole =
    analysis !== undefined
      ? analysisDefinition(analysis)
      : cases !== undefined
        ? caseDefinition(cases.table)
        : runs !== undefined
          ? runsDefinition(runs)
          : rangeDefinition(layout);
  const windows = analysis?.kind === 'windows' ? analysis.reductions : [];
  const ofWindows = windows.map((one) => ({ column: reductionLabel(one), definition: definitionOf(one) }));
  const own = columns.flatMap((column) => (column.kind === 'series' ? ofColumn(column, layout) : []));
  const derived = [...columns, ...(cases?.channels ?? []).map(({ column }) => column)].flatMap(channelsOf);
  const ofChannels = derived.map((one) => ({ column: one.name, definition: channelDefinition(one) }));
  const all = [
    ...(whole === undefined ? [] : [{ column: '*', definition: whole }]),
    ...ofWindows,
    ...own,
    ...ofChannels,
  ];
  return [...new Map(all.map((one) => [`${one.column} ${one.definition}`, one])).values()];
}

/** What a table of range graphs has in its rows; undefined for other layouts. */
export function rangeDefinition(layout: Layout): string | undefined {
  const curves =
    'min and max of the period, mean and std (divisor n) of its samples, lower and upper: the allowable values of the model';
  if (layout === 'range-graph')
    return `a row for each arc length from end A, in the length unit of the model: ${curves}`;
  if (layout !== 'range-envelope') return undefined;
  return (
    `over the files that have the arc length: the smallest min and the largest max with the first file that has them, the ` +
    `mean of the means, the largest std, the largest lower and the smallest upper; in each file ${curves}`
  );
}

/** The derived channels that a column shows, and those that they are computed from. */
function channelsOf(column: ColumnSpec): readonly DerivedChannel[] {
  if (column.kind !== 'series' && column.kind !== 'linked') return [];
  const linked = column.kind === 'linked' ? column.linked : [];
  return [column, ...linked].flatMap(({ channels = [] }) => channels);
}

function ofColumn(column: SeriesColumn, layout: Layout): ColumnDefinition[] {
  // Tables over load cases need durations as weights and do not print them.
  const shown = (column.reductions ?? []).filter(({ kind }) => layout !== 'cases' || kind !== 'duration');
  return shown.map((reduction) => {
    const ending = reductionLabel(reduction);
    const isPlain = layout === 'long' || isWildcard(column.variable);
    const name = isPlain ? ending : labelOf(column, stemOf(column, column), ending);
    return { column: name, definition: definitionOf(reduction) };
  });
}
