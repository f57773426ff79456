import type { FileFacts } from '@ballast/results-model';
import type { Outcome } from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import type { PreparedNode } from '../prepare/prepare-node.ts';
import { damageOf, type KnownResult, knownResult, readKnown } from '../worker/results/known-result.ts';

/** What a reader found in a file: comparable between machines, whatever they call it and whenever they read it. */
export type Comparable =
  | { readonly ok: true; readonly parts: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly reason: string };

/** Reads the result of a task that succeeded, whole. */
export function comparable(
  { output, plan }: Pick<PreparedNode, 'plan'> & { readonly output: Pick<OutputFolder, 'root'> },
  task: number,
  outcome: Outcome,
): Comparable {
  if (outcome.kind !== 'succeeded' || outcome.result === null)
    return { ok: false, reason: 'it has no result' };
  const claimed = knownResult(output.root, { task, ...outcome }, plan);
  if (!claimed.ok) return claimed;
  const reason = damageOf(claimed.known, plan);
  return reason === null ? partsOf(claimed.known) : { ok: false, reason };
}

function partsOf(known: KnownResult): Comparable {
  const stored = readKnown(known);
  if (!stored.ok) return stored;
  const { facts, keys, series, values, links, analyses = [] } = stored.result;
  const samples = known.files?.slice(1).map(({ bytes, sha256 }) => ({ bytes, sha256 })) ?? [];
  const named = {
    'the facts of the file': factsOfFile(facts),
    'the columns that were found': keys,
    'the statistics': series,
    'the single values': values,
    'the linked values': links,
    'the analyses': analyses,
    'the time series': samples,
  };
  return {
    ok: true,
    parts: new Map(Object.entries(named).map(([name, part]) => [name, JSON.stringify(part)])),
  };
}

/** Without what a machine adds of its own: where its library is, its licence, how often it called the library. */
export function factsOfFile({
  warnings: _,
  format: __,
  licence: ___,
  counters: ____,
  ...facts
}: FileFacts): Partial<FileFacts> {
  return facts;
}

/** What of two results is not the same to the last digit, in words; empty if nothing. */
export function differences(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}
