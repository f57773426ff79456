import {
  assembleResult,
  type FileResult,
  followPlan,
  missingPlan,
  type PlannedResult,
  type ReadPlan,
  type ResultsFile,
  type SampledTable,
  sameSamples,
  sampleLines,
} from '@ballast/results-model';
import { placeFile, writeWhole } from '../files/whole-file.ts';
import { type InputIdentity, isSameInput } from '../inputs/identity.ts';
import { readResult } from './stored-result.ts';
import { type CachedResult, readWorkPlan, samplesOf } from './work-plan.ts';

/** What an earlier batch read from an input. */
export interface Cached extends PlannedResult {
  /** Absolute path of its result file; its time series are next to it. */
  readonly file: string;
}

/** What an attempt extracted from its input. */
export interface Extracted {
  readonly result: FileResult;
  /** Writes the time series of all tables next to a result file, which is written afterwards. Throws the system's error. */
  writeSamples(result: string): Promise<void>;
}

/** Reads what the plan asks for and is not cached. Throws the faults of the file. */
export async function extractInput(
  file: ResultsFile,
  plan: ReadPlan,
  cached: Cached | null,
): Promise<Extracted> {
  const missing = cached === null ? plan : missingPlan(cached.plan, plan);
  const read = missing === null ? null : await followPlan(file, missing);
  const fresh = read === null || missing === null ? [] : [{ plan: missing, result: read.result }];
  const result =
    cached === null && read !== null
      ? read.result
      : assembleResult(plan, [...(cached === null ? [] : [cached]), ...fresh]);
  return {
    result,
    writeSamples: (target) => writeSamples(target, { plan, read: read?.samples ?? [], cached }),
  };
}

/** Extracts from the cached result alone, which must have all that the plan asks for. */
export function derivedFrom(cached: Cached, plan: ReadPlan): Extracted {
  const result = assembleResult(plan, [cached]);
  return { result, writeSamples: (target) => writeSamples(target, { plan, read: [], cached }) };
}

async function writeSamples(
  result: string,
  from: { readonly plan: ReadPlan; readonly read: readonly SampledTable[]; readonly cached: Cached | null },
): Promise<void> {
  const read = new Map(from.read.map((samples) => [samples.table, samples]));
  for (const table of from.plan.samples) {
    const target = samplesOf(result, table.table);
    const samples = read.get(table.table);
    if (samples !== undefined) {
      await writeWhole(target, sampleLines(samples));
      continue;
    }
    const same = from.cached === null ? null : sameSamples(from.cached.plan, from.plan, table);
    if (from.cached === null || same === null)
      throw new Error(`defect: no time series of table ${table.table} were read or cached`);
    await placeFile(samplesOf(from.cached.file, same), target);
  }
}

/** Null if it cannot be read any more, or belongs to another state of the input. */
export function readCached({ result: file, plan }: CachedResult, input: InputIdentity): Cached | null {
  try {
    const result = readResult(file);
    return isSameInput(result.source, input) ? { plan: readWorkPlan(plan).plan, result, file } : null;
  } catch {
    return null;
  }
}
