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
import type { Written } from '../files/digest.ts';
import { placeFile, writeWhole } from '../files/whole-file.ts';
import { type InputIdentity, isSameInput } from '../inputs/identity.ts';
import { checkSamples, type KnownResult, readKnown } from './known-result.ts';
import { samplesOf } from './samples-of.ts';
import type { StoredResult } from './stored-result.ts';
import { type CachedResult, readWorkPlan } from './work-plan.ts';

/** What an earlier batch read from an input, checked. */
export interface Cached extends PlannedResult {
  readonly result: StoredResult;
  /** The result file. */
  readonly written: Written;
  /** By table: its time series. */
  readonly samples: ReadonlyMap<number, CheckedSamples>;
}

interface CheckedSamples {
  readonly path: string;
  readonly written: Written;
}

/** By table: the file that was written for it. */
export type WrittenSamples = ReadonlyMap<number, Written>;

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
  const written = new Map<number, Written>();
  const read = new Map(from.read.map((samples) => [samples.table, samples]));
  for (const table of from.plan.samples) {
    const target = samplesOf(result, table.table);
    const samples = read.get(table.table);
    if (samples !== undefined) {
      written.set(table.table, await writeWhole(target, sampleLines(samples)));
      continue;
    }
    const same = from.cached === null ? null : sameSamples(from.cached.plan, from.plan, table);
    const cached = same === null ? undefined : from.cached?.samples.get(same);
    if (cached === undefined)
      throw new Error(`defect: no time series of table ${table.table} were read or cached`);
    await placeFile(cached.path, target);
    written.set(table.table, cached.written);
  }
  return written;
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
  const samples = new Map<number, CheckedSamples>();
  for (const { table } of plan.samples) {
    const checked = checkSamples(known, table);
    if (!checked.ok) return null;
    samples.set(table, checked);
  }
  return { plan, result: stored.result, written: stored.written, samples };
}
