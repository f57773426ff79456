import {
  type Along,
  type ColumnSpec,
  type LinkedSeries,
  type Period,
  PLAIN_STYLE,
  type Reduction,
  type SeriesColumn,
  type TableSpec,
} from '@ballast/results-model';
import { analysisOf } from './analysis-text.ts';
import { caseTableOf } from './case-text.ts';
import { runsTableOf } from './names-text.ts';
import { positionOf } from './position-text.ts';
import { reductionOf } from './reduction-text.ts';

/** A table as written in a batch file, with every default written out. */
export function tableOf({
  name,
  layout,
  analysis,
  cases,
  runs,
  columns,
  units,
  style = PLAIN_STYLE,
  formats,
}: TableSpec): unknown {
  const what =
    analysis !== undefined
      ? analysisOf(analysis)
      : cases !== undefined
        ? caseTableOf(cases.table)
        : runs !== undefined
          ? runsTableOf(runs)
          : { layout: layout === 'task' ? 'wide' : layout };
  // Batches that do not print units keep the text, and so the hash, that they had before there was a choice.
  const place = units === undefined ? {} : { units };
  const own = cases?.table.kind === 'cases' || runs !== undefined ? {} : { columns: columns.map(columnOf) };
  const written = formats === undefined ? {} : { formats };
  return { name, ...what, ...place, style, ...written, ...own };
}

function columnOf(column: ColumnSpec): unknown {
  switch (column.kind) {
    case 'series':
      return seriesOf(column);
    case 'static':
      return {
        kind: column.kind,
        object: column.object,
        variable: column.variable,
        at: positionOf(column.at),
        label: column.label,
        transform: column.transform,
      };
    case 'data':
      return {
        kind: column.kind,
        object: column.object,
        name: column.name,
        index: column.index,
        label: column.label,
      };
    case 'range-graph':
      return {
        kind: column.kind,
        object: column.object,
        variable: column.variable,
        period: periodOf(column.period),
        along: alongOf(column.along),
        ...statisticsOf(column),
        label: column.label,
        transform: column.transform,
      };
    case 'linked':
      return {
        kind: column.kind,
        object: column.object,
        variable: column.variable,
        at: positionOf(column.at),
        linked: column.linked.map(linkedOf),
        period: periodOf(column.period),
        label: column.label,
        transform: column.transform,
      };
  }
}

function seriesOf(column: SeriesColumn): unknown {
  return {
    kind: column.kind,
    object: column.object,
    variable: column.variable,
    ...(column.except === undefined ? {} : { except: column.except }),
    at: positionOf(column.at),
    period: periodOf(column.period),
    // A column of samples has no statistics, and an empty list would be a mistake.
    ...statisticsOf(column),
    label: column.label,
    transform: column.transform,
  };
}

function statisticsOf({ statistics, reductions = [] }: Requested): object {
  if (statistics.length + reductions.length === 0) return {};
  return { statistics: [...statistics, ...reductions.map(reductionOf)] };
}

interface Requested {
  readonly statistics: readonly string[];
  readonly reductions?: readonly Reduction[];
}

function linkedOf({ variable, object, at, transform }: LinkedSeries): unknown {
  return { variable, object, at: positionOf(at), transform };
}

function periodOf(period: Period): unknown {
  switch (period.kind) {
    case 'whole':
    case 'static':
    case 'latest-wave':
      return period.kind;
    case 'stage':
      return { stage: period.stage };
    case 'instant':
      return [period.time];
    case 'range':
      return [period.from, period.to];
  }
}

function alongOf(along: Along | null): unknown {
  if (along === null) return null;
  const ends = [along.from, along.to];
  return along.kind === 'arclength' ? ends : { sections: ends };
}
