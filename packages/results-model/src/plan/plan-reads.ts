import { seriesKeyText } from '../series/series-key.ts';
import { isWildcard } from '../series/wildcard.ts';
import type { ColumnSpec } from '../table/columns/column-spec.ts';
import { PLAIN_STYLE } from '../table/style/table-style.ts';
import { formatsOf, hasInputFiles, type TableSpec } from '../table/table-spec.ts';
import { valueKeyText } from '../values/value-key.ts';
import { linkedKeysOf, seriesKeyOf, valueKeyOf } from './column-keys.ts';
import { Distinct } from './distinct.ts';
import type { AnalysisPlan, LinkPlan, PlannedLabel, ReadPlan, SamplesPlan } from './read-plan.ts';

/**
 * One plan for all tables: whatever several columns or tables request is planned once, at its first use. `derived`: the
 * names of all derived channels that the tables might have named.
 */
export function planReads(tables: readonly TableSpec[], derived: readonly string[] = []): ReadPlan {
  const keys = new Distinct(seriesKeyText);
  const values = new Distinct(valueKeyText);
  const links = new Distinct<LinkPlan>(linkText);
  const positionOf = (column: ColumnSpec): number => {
    switch (column.kind) {
      case 'series':
        return keys.add(seriesKeyOf(column));
      case 'linked': {
        const { driver, linked } = linkedKeysOf(column);
        return links.add({ driver: keys.add(driver), linked: linked.map((key) => keys.add(key)) });
      }
      case 'static':
      case 'data':
      case 'range-graph':
        return values.add(valueKeyOf(column));
    }
  };
  const columns = tables.map((table) => table.columns.map(positionOf));
  for (const { cases } of tables)
    for (const { column } of cases?.channels ?? []) keys.add(seriesKeyOf(column));
  for (const [i, { cases }] of tables.entries())
    if (cases?.table.kind === 'ultimate')
      for (const link of linksOfUltimate(columns[i] ?? [])) links.add(link);
  for (const { runs } of tables) if (runs !== undefined) values.add({ kind: 'figures' });
  const analyses = tables.flatMap((table, i) => analysisPlan(table, columns[i] ?? []));
  const samples = tables.flatMap((table, i) =>
    hasInputFiles(table) ? samplesPlans(table, i, columns[i] ?? []) : [],
  );
  const further = {
    ...(analyses.length === 0 ? {} : { analyses }),
    ...(derived.length === 0 ? {} : { derived }),
  };
  return { keys: keys.items, values: values.items, links: links.items, samples, ...further, columns };
}

/** Every column drives, and all of them are read at its extremes. */
export function linksOfUltimate(keys: readonly number[]): LinkPlan[] {
  return keys.map((driver) => ({ driver, linked: [...keys] }));
}

/** Equal for links of the same series. */
export function linkText({ driver, linked }: LinkPlan): string {
  return [driver, ...linked].join();
}

/** One for each format. */
function samplesPlans(spec: TableSpec, table: number, keys: readonly number[]): SamplesPlan[] {
  const { analysis, csv } = spec;
  const { decimals } = spec.style ?? PLAIN_STYLE;
  const columns = labelsOf(spec, keys);
  const plan = { table, columns, ...(analysis === undefined ? {} : { analysis }), decimals };
  return formatsOf(spec).map((format): SamplesPlan => {
    if (format !== 'csv') return { ...plan, format };
    return csv === undefined ? plan : { ...plan, csv };
  });
}

function analysisPlan(spec: TableSpec, keys: readonly number[]): AnalysisPlan[] {
  const { analysis } = spec;
  return analysis === undefined || hasInputFiles(spec) ? [] : [{ analysis, columns: labelsOf(spec, keys) }];
}

/** Throws for a column that is not a series, which is a defect of the caller. */
function labelsOf(spec: TableSpec, keys: readonly number[]): PlannedLabel[] {
  return spec.columns.map((column, i) => {
    if (column.kind !== 'series')
      throw new Error(`defect: the table "${spec.name}" can have time series only`);
    return { key: keys[i] ?? 0, label: isWildcard(column.variable) ? null : column.label };
  });
}
