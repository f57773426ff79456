import { DerivedFile } from '../derived/derived-file.ts';
import type { ResultsFile } from '../reader/results-file.ts';
import { analysisResult } from './analysed-plan.ts';
import { Collector } from './collector.ts';
import type { FileResult, LinkResult } from './file-result.ts';
import { linkedExtremes } from './linked-extremes.ts';
import type { LinkPlan, ReadPlan } from './read-plan.ts';
import { requestValues } from './request-values.ts';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.ts';
import { type SampledTable, sampledTable } from './sampled-table.ts';

/** The outcome of following a plan through one file: the result, and the rows of the tables of time series. */
export interface Extraction {
  /** Plain data: `JSON.parse(JSON.stringify(result))` equals it. */
  readonly result: FileResult;
  /** In the order of `ReadPlan.samples`; views of the samples that were read, which must not be changed. */
  readonly samples: readonly SampledTable[];
}

/**
 * Follows the plan through one open file: every distinct value and series request is looked up once, and one call of
 * `read` delivers every distinct (period, series) once. What a file lacks becomes a problem of the key, the value or
 * the series; faults of the file itself pass through. The file stays open.
 */
export async function followPlan(opened: ResultsFile, plan: ReadPlan): Promise<Extraction> {
  const hasDerived = plan.derived !== undefined || plan.keys.some(({ channels }) => channels !== undefined);
  const file = hasDerived ? new DerivedFile(opened, plan.derived) : opened;
  const resolved = resolvePlan(file, plan);
  const requested = await requestValues(opened, plan.values);
  const collector = new Collector(resolved, file.facts);
  await file.read(resolved.requests, collector);
  const { facts } = file;
  const reductions = collector.reductions(resolved.keys);
  const { keys, values, ...rest } = plainCopy({
    facts: { ...facts, warnings: [...facts.warnings, ...requested.warnings, ...collector.warnings()] },
    keys: resolved.keys.map(({ key, wanted, problem }, i) => ({
      key,
      series: wanted,
      ...(reductions[i] === undefined ? {} : { reductions: reductions[i] }),
      problem,
    })),
    values: requested.values,
  });
  const links = plan.links.map((link) => linkResult(link, resolved, collector));
  const analyses = plan.analyses?.map((analysis) => analysisResult(analysis, resolved, collector));
  const result: FileResult = {
    ...rest,
    keys,
    series: collector.results(facts),
    values,
    links,
    ...(analyses === undefined ? {} : { analyses }),
  };
  return { result, samples: plan.samples.map((table) => sampledTable(table, resolved, collector)) };
}

/** `followPlan` for callers without tables of time series. */
export async function extract(file: ResultsFile, plan: ReadPlan): Promise<FileResult> {
  return (await followPlan(file, plan)).result;
}

function linkResult({ driver, linked }: LinkPlan, { keys }: ResolvedPlan, collector: Collector): LinkResult {
  // A file may have a name twice; like a library, this takes the first one.
  const samples = (key: number) => collector.samples(keys[key]?.wanted[0] ?? -1);
  return linkedExtremes(samples(driver), linked.map(samples));
}

/** Readers may put anything into facts and details: NaN becomes null, -0 becomes 0, undefined is dropped. */
function plainCopy<Part extends Partial<FileResult>>(part: Part): Part {
  return JSON.parse(textOf(part)) as Part;
}

/** A function that looks at every value takes longer than all the rest: only large integers need one. */
function textOf(part: object): string {
  try {
    return JSON.stringify(part);
  } catch {
    return JSON.stringify(part, (_name, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
  }
}
