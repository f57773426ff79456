import type { ResultsFile } from '../reader/results-file.ts';
import { askValues } from './ask-values.ts';
import { Collector } from './collector.ts';
import type { FileResult, LinkResult } from './file-result.ts';
import { linkedExtremes } from './linked-extremes.ts';
import type { LinkPlan, ReadPlan } from './read-plan.ts';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.ts';
import { type SampledTable, sampledTable } from './sampled-table.ts';

/** What following a plan through one file gives: the result, and the time series of the tables that are made of them. */
export interface Extraction {
  /** Plain: `JSON.parse(JSON.stringify(result))` equals it. */
  readonly result: FileResult;
  /** In the order of `ReadPlan.samples`; views of what was read, not to be changed. */
  readonly samples: readonly SampledTable[];
}

/**
 * Follows the plan through one open file: every distinct value and series request is looked up once, and one call of
 * `read` delivers every distinct (period, series) once. What a file lacks becomes a problem of the key, the value or
 * the series; faults of the file itself pass through. The file stays open.
 */
export async function followPlan(file: ResultsFile, plan: ReadPlan): Promise<Extraction> {
  const resolved = resolvePlan(file, plan);
  const asked = await askValues(file, plan.values);
  const collector = new Collector(resolved, file.facts);
  await file.read(resolved.requests, collector);
  const { facts } = file;
  const { keys, values, ...rest } = plainCopy({
    facts: { ...facts, warnings: [...facts.warnings, ...asked.warnings, ...collector.warnings()] },
    keys: resolved.keys.map(({ key, wanted, problem }) => ({ key, series: wanted, problem })),
    values: asked.values,
  });
  const links = plan.links.map((link) => linkResult(link, resolved, collector));
  const result: FileResult = { ...rest, keys, series: collector.results(facts), values, links };
  return { result, samples: plan.samples.map((table) => sampledTable(table, resolved, collector)) };
}

/** `followPlan` for those who have no tables of time series. */
export async function extract(file: ResultsFile, plan: ReadPlan): Promise<FileResult> {
  return (await followPlan(file, plan)).result;
}

function linkResult({ driver, linked }: LinkPlan, { keys }: ResolvedPlan, collector: Collector): LinkResult {
  // A file may have a name twice; the first one is meant, as a library would have it.
  const samples = (key: number) => collector.samples(keys[key]?.wanted[0] ?? -1);
  return linkedExtremes(samples(driver), linked.map(samples));
}

/** Readers put what they like in facts and details: NaN becomes null there, -0 becomes 0, undefined goes. */
function plainCopy<Part extends Partial<FileResult>>(part: Part): Part {
  const text = JSON.stringify(part, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return JSON.parse(text) as Part;
}
