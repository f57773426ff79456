import {
  assembleResult,
  type FileResult,
  followPlan,
  missingPlan,
  type PlannedResult,
  type ReadPlan,
  type ResultsFile,
  type SampledTable,
  type SamplesPlan,
  sameSamples,
} from '@ballast/results-model';
import type { Written } from '../files/digest.ts';
import { placeFile } from '../files/whole-file.ts';
import { type InputIdentity, isSameInput } from '../inputs/identity.ts';
import { checkSamples, type KnownResult, readKnown } from './results/known-result.ts';
import type { StoredResult } from './results/result-bytes.ts';
import { samplesOf } from './results/samples-of.ts';
import { type CachedResult, readWorkPlan } from './work-plan.ts';

/** What an earlier batch read from an input, checked. */
export interface Cached extends PlannedResult {
  readonly result: StoredResult;
  /** The result file. */
  readonly written: Written;
  readonly samples: ReadonlyMap<SamplesPlan, CheckedSamples>;
}

interface CheckedSamples {
  readonly path: string;
  readonly written: Written;
}

/** In the order of the plan: the files that were written. */
export type WrittenSamples = ReadonlyMap<SamplesPlan, Written>;

/** What an attempt extracted from its input. */
export interface Extracted {
  readonly result: FileResult;
  /** Writes the time series of all tables next to a result file, which is written afterwards. Throws the system's error. */
  writeSamples(result: string): Promise<WrittenSamples>;
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
): Promise<WrittenSamples> {
  const written = new Map<SamplesPlan, Written>();
  const read = new Map(from.read.map((samples) => [fileOf(samples.plan), samples]));
  for (const planned of from.plan.samples) {
    const target = samplesOf(result, planned);
    const samples = read.get(fileOf(planned));
    if (samples !== undefined) {
      // Most batches write none, and it loads what writes tables.
      const { writeSampleFile } = await import('./results/write-samples.ts');
      written.set(planned, await writeSampleFile(target, samples));
      continue;
    }
    const same = from.cached === null ? null : sameSamples(from.cached.plan, from.plan, planned);
    const cached = same === null ? undefined : from.cached?.samples.get(same);
    if (cached === undefined)
      throw new Error(`defect: no time series of table ${planned.table} were read or cached`);
    await placeFile(cached.path, target);
    written.set(planned, cached.written);
  }
  return written;
}

function fileOf({ table, format = 'csv' }: SamplesPlan): string {
  return `${table}.${format}`;
}

/** Null if it cannot be read any more, or belongs to another state of the input. */
export function readCached({ result, plan }: CachedResult, input: InputIdentity): Cached | null {
  try {
    const cached = checkedResult(result, readWorkPlan(plan).plan);
    return cached !== null && isSameInput(cached.result.source, input) ? cached : null;
  } catch {
    return null;
  }
}

/** Reads a result and checks its time series; null if one of them is not what was written. */
export function checkedResult(known: KnownResult, plan: ReadPlan): Cached | null {
  const stored = readKnown(known);
  if (!stored.ok) return null;
  const samples = new Map<SamplesPlan, CheckedSamples>();
  for (const planned of plan.samples) {
    const checked = checkSamples(known, planned);
    if (!checked.ok) return null;
    samples.set(planned, checked);
  }
  return { plan, result: stored.result, written: stored.written, samples };
}
