import { seriesKeyText } from '../series/series-key.ts';
import { valueKeyText } from '../values/value-key.ts';
import type { FileResult } from './file-result.ts';
import type { AnalysisPlan, LinkPlan, PlannedLabel, ReadPlan, SamplesPlan } from './read-plan.ts';

/** The result of following a plan through a file, together with the plan, which defines the meaning of the positions. */
export interface PlannedResult {
  readonly plan: ReadPlan;
  readonly result: FileResult;
}

/**
 * What still has to be read from a file, given the result of another plan: the part that the result lacks, and all
 * series that new links and new tables of time series need in full. Null if nothing is missing. Tables keep the numbers
 * they have in `plan`.
 */
export function missingPlan(cached: ReadPlan, plan: ReadPlan): ReadPlan | null {
  const links = plan.links.filter(lacking(new Set(cached.links.map(linkNames(cached))), linkNames(plan)));
  const samples = plan.samples.filter((table) => sameSamples(cached, plan, table) === null);
  const values = plan.values.filter(lacking(new Set(cached.values.map(valueKeyText)), valueKeyText));
  const knownAnalyses = new Set((cached.analyses ?? []).map(analysisNames(cached)));
  const analyses = (plan.analyses ?? []).filter(lacking(knownAnalyses, analysisNames(plan)));
  const needed = new Set([
    ...analyses.flatMap(({ columns }) => columns.map(({ key }) => key)),
    ...links.flatMap(({ driver, linked }) => [driver, ...linked]),
    ...samples.flatMap(({ columns }) => columns.map(({ key }) => key)),
  ]);
  const known = new Set(cached.keys.map(seriesKeyText));
  const positions = [...plan.keys.entries()]
    .filter(([position, key]) => needed.has(position) || !known.has(seriesKeyText(key)))
    .map(([position]) => position);
  if (positions.length + values.length === 0) return null;
  const places = new Map(positions.map((position, place) => [position, place]));
  const moved = (position: number): number => places.get(position) ?? -1;
  const relabelled = <Table extends { readonly columns: readonly PlannedLabel[] }>(table: Table): Table => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, key: moved(column.key) })),
  });
  return {
    keys: positions.flatMap((position) => plan.keys[position] ?? []),
    values,
    links: links.map(({ driver, linked }) => ({ driver: moved(driver), linked: linked.map(moved) })),
    samples: samples.map(relabelled),
    ...(analyses.length === 0 ? {} : { analyses: analyses.map(relabelled) }),
    ...(plan.derived === undefined ? {} : { derived: plan.derived }),
    columns: [],
  };
}

/** The table of time series of another plan that has the same lines as this one of `plan`; null if there is none. */
export function sameSamples(cached: ReadPlan, plan: ReadPlan, table: SamplesPlan): SamplesPlan | null {
  const text = samplesText(plan, table);
  return cached.samples.find((other) => samplesText(cached, other) === text) ?? null;
}

/** Equal for links of the same series, whatever the plan. */
export function linkNames({ keys }: ReadPlan): (link: LinkPlan) => string {
  return ({ driver, linked }) =>
    JSON.stringify([driver, ...linked].map((position) => keyNameAt(keys, position)));
}

/** Equal for analyses of the same series, whatever the plan. */
export function analysisNames({ keys }: ReadPlan): (analysis: AnalysisPlan) => string {
  return ({ analysis, columns }) => JSON.stringify([analysis, labelNames(keys, columns)]);
}

function labelNames(keys: ReadPlan['keys'], columns: readonly PlannedLabel[]): unknown {
  return columns.map(({ key, label }) => [keyNameAt(keys, key), label]);
}

function samplesText({ keys }: ReadPlan, { columns, decimals, analysis, format, csv }: SamplesPlan): string {
  return JSON.stringify([labelNames(keys, columns), decimals, analysis ?? null, format ?? csv ?? null]);
}

function keyNameAt(keys: ReadPlan['keys'], position: number): string {
  const key = keys[position];
  if (key === undefined) throw new Error(`defect: the plan has no key ${position}`);
  return seriesKeyText(key);
}

function lacking<Item>(known: ReadonlySet<string>, textOf: (item: Item) => string): (item: Item) => boolean {
  return (item) => !known.has(textOf(item));
}
