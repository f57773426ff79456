import type { ResultsFile } from '../reader/results-file.ts';
import { Collector } from './collector.ts';
import type { FileResult } from './file-result.ts';
import type { ReadPlan } from './read-plan.ts';
import { resolvePlan } from './resolve-plan.ts';

/**
 * Follows the plan through one open file: every distinct series request is looked up once, and one call of
 * `read` delivers every distinct (period, series) once. What a file lacks becomes a problem of the key or of
 * the series; faults of the file itself pass through. The file stays open.
 *
 * The result is plain: `JSON.parse(JSON.stringify(result))` equals it.
 */
export async function extract(file: ResultsFile, plan: ReadPlan): Promise<FileResult> {
  const resolved = resolvePlan(file, plan);
  const collector = new Collector(resolved);
  await file.read(resolved.requests, collector);
  const { facts } = file;
  return plainCopy({
    facts: { ...facts, warnings: [...facts.warnings, ...collector.warnings()] },
    keys: resolved.keys.map(({ key, wanted, problem }) => ({ key, series: wanted, problem })),
    series: collector.results(facts),
  });
}

/** Readers put what they like in facts and details: NaN becomes null there, -0 becomes 0, undefined goes. */
function plainCopy(result: FileResult): FileResult {
  const text = JSON.stringify(result, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return JSON.parse(text) as FileResult;
}
