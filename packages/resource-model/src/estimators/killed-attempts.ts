import { areAmounts, isRecord } from '../json-shape.ts';

/** An attempt that ended early: its file, and every file of at least that size, is assumed to need at least this much. */
export interface KilledAttempt {
  /** Size of its file in bytes. */
  readonly size: number;
  /** Its high-water mark when it ended, in bytes. */
  readonly atLeast: number;
  /** Completed attempts of files of at least this size that stayed below `atLeast`, since it was last confirmed. */
  readonly contradicted: number;
}

/** Maximum number kept: beyond it, two neighbours become one that is at least as cautious as both. */
const KEPT = 32;
/** This many contradictions show that one odd file needed that much, not the files of its size. */
const CONTRADICTIONS = 5;

/** Killed attempts by increasing size and increasing memory; one that adds nothing to another is dropped. */
export function addKilled(list: readonly KilledAttempt[], killed: KilledAttempt): readonly KilledAttempt[] {
  const covering = list.findIndex((k) => k.size <= killed.size && k.atLeast >= killed.atLeast);
  if (covering >= 0) {
    return list.map((k, i) =>
      i === covering ? { ...k, contradicted: Math.min(k.contradicted, killed.contradicted) } : k,
    );
  }
  const rest = list.filter((k) => k.size < killed.size || k.atLeast > killed.atLeast);
  return thinned([...rest, killed].sort((a, b) => a.size - b.size));
}

export function contradict(
  list: readonly KilledAttempt[],
  completed: { readonly size: number; readonly highWater: number },
): readonly KilledAttempt[] {
  const contradicts = (k: KilledAttempt): boolean =>
    completed.size >= k.size && completed.highWater < k.atLeast;
  if (!list.some(contradicts)) return list;
  return list
    .map((k) => (contradicts(k) ? { ...k, contradicted: k.contradicted + 1 } : k))
    .filter((k) => k.contradicted < CONTRADICTIONS);
}

export function leastFor(list: readonly KilledAttempt[], size: number): number {
  let least = 0;
  for (const k of list) if (k.size <= size) least = Math.max(least, k.atLeast);
  return least;
}

export function parseKilled(json: unknown): readonly KilledAttempt[] | null {
  if (!Array.isArray(json) || json.length > KEPT) return null;
  let list: readonly KilledAttempt[] = [];
  for (const entry of json) {
    if (!isRecord(entry) || !areAmounts(entry, ['size', 'atLeast', 'contradicted'])) return null;
    const { size, atLeast, contradicted } = entry as unknown as KilledAttempt;
    list = addKilled(list, { size, atLeast, contradicted });
  }
  return list;
}

function thinned(list: readonly KilledAttempt[]): readonly KilledAttempt[] {
  if (list.length <= KEPT) return list;
  let closest = 0;
  let ratio = Number.POSITIVE_INFINITY;
  list.forEach((k, i) => {
    const next = list[i + 1];
    if (next === undefined || next.atLeast / Math.max(1, k.atLeast) >= ratio) return;
    ratio = next.atLeast / Math.max(1, k.atLeast);
    closest = i;
  });
  return list.flatMap((k, i) => {
    const next = list[i + 1];
    if (i === closest && next !== undefined) return [{ ...next, size: k.size }];
    return i === closest + 1 ? [] : [k];
  });
}
