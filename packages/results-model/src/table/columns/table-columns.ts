import { linkedKeysOf, seriesKeyOf, valueKeyOf } from '../../plan/column-keys.ts';
import { type Distinct, distinct } from '../../plan/distinct.ts';
import type { FileResult, KeyResult, LinkResult, SeriesResult, ValueResult } from '../../plan/file-result.ts';
import { linkText } from '../../plan/plan-reads.ts';
import type { LinkPlan, ReadPlan } from '../../plan/read-plan.ts';
import { type SeriesKey, sameSeriesKey, seriesKeyText } from '../../series/series-key.ts';
import { type ValueKey, valueKeyText, valueName } from '../../values/value-key.ts';
import type { TableSpec } from '../table-spec.ts';
import type {
  ColumnSpec,
  DataColumn,
  LinkedColumn,
  RangeGraphColumn,
  SeriesColumn,
  StaticColumn,
} from './column-spec.ts';

/** A column with its key and the key's position in the plan, which is its position in every result. */
export interface PlannedSeries {
  readonly kind: 'series';
  readonly column: SeriesColumn;
  readonly key: SeriesKey;
  readonly position: number;
}

export interface PlannedValue {
  readonly kind: 'value';
  readonly column: StaticColumn | DataColumn | RangeGraphColumn;
  readonly key: ValueKey;
  /** `valueKeyText` of the key, which is compared with every result. */
  readonly text: string;
  readonly position: number;
}

export interface PlannedLink {
  readonly kind: 'link';
  readonly column: LinkedColumn;
  readonly position: number;
}

export type PlannedColumn = PlannedSeries | PlannedValue | PlannedLink;

interface Lookup {
  readonly keys: Distinct<SeriesKey>;
  readonly values: Distinct<ValueKey>;
  readonly links: Distinct<LinkPlan>;
}

/** Throws for a plan that was not made from this table, which is a defect of the caller. */
export function plannedColumns(spec: TableSpec, plan: ReadPlan): PlannedColumn[] {
  const lookup: Lookup = {
    keys: distinct(plan.keys, seriesKeyText),
    values: distinct(plan.values, valueKeyText),
    links: distinct(plan.links, linkText),
  };
  return spec.columns.map((column) => {
    const planned = plannedColumn(column, lookup);
    if (planned !== null) return planned;
    const what = column.kind === 'data' ? column.name : column.variable;
    throw new Error(`defect: the plan lacks "${what}" of the table "${spec.name}"`);
  });
}

/** Null if the plan lacks it. */
function plannedColumn(column: ColumnSpec, lookup: Lookup): PlannedColumn | null {
  switch (column.kind) {
    case 'series': {
      const key = seriesKeyOf(column);
      const position = lookup.keys.position(key);
      return position === undefined ? null : { kind: 'series', column, key, position };
    }
    case 'linked': {
      const position = linkPosition(column, lookup);
      return position === undefined ? null : { kind: 'link', column, position };
    }
    case 'static':
    case 'data':
    case 'range-graph': {
      const key = valueKeyOf(column);
      const position = lookup.values.position(key);
      return position === undefined
        ? null
        : { kind: 'value', column, key, text: valueKeyText(key), position };
    }
  }
}

function linkPosition(column: LinkedColumn, { keys, links }: Lookup): number | undefined {
  const { driver, linked } = linkedKeysOf(column);
  const of = (key: SeriesKey): number => keys.position(key) ?? -1;
  return links.position({ driver: of(driver), linked: linked.map(of) });
}

/** Throws for a result of another plan, which is a defect of the caller. */
export function keyResult(result: FileResult, { key, position }: PlannedSeries): KeyResult {
  const found = result.keys[position];
  if (found === undefined || !sameSeriesKey(found.key, key)) throw notOfPlan(position, key.variable);
  return found;
}

/** Throws for a result of another plan, which is a defect of the caller. */
export function valueResult(result: FileResult, { key, text, position }: PlannedValue): ValueResult {
  const found = result.values[position];
  if (found === undefined || valueKeyText(found.key) !== text) throw notOfPlan(position, valueName(key));
  return found;
}

/** Throws for a result of another plan, which is a defect of the caller. */
export function linkResult(result: FileResult, { column, position }: PlannedLink): LinkResult {
  const found = result.links[position];
  if (found === undefined) throw notOfPlan(position, column.variable);
  return found;
}

function notOfPlan(position: number, name: string): Error {
  return new Error(`defect: the result does not follow the plan: its key ${position} is not "${name}"`);
}

/** The series of a key; a position outside the result is a defect of its writer. */
export function seriesAt(result: FileResult, position: number): SeriesResult {
  const series = result.series[position];
  if (series === undefined)
    throw new Error(`defect: the result has no series ${position}, but a key refers to it`);
  return series;
}
