import type { ListedBatch } from '../../live/live-document.ts';

/**
 * The rows of a list, the latest first, that can be chosen: the latest of each output folder. The folder has one journal, so
 * nothing but the list knows of the batches that it held before.
 */
export function latestOfEach(batches: readonly ListedBatch[]): readonly ListedBatch[] {
  const seen = new Set<string>();
  return batches.filter(({ id }) => {
    const isFirst = !seen.has(id);
    seen.add(id);
    return isFirst;
  });
}

/** The two that are chosen, the earlier one first; null unless there are two. */
export function pairOf(
  batches: readonly ListedBatch[],
  chosen: readonly string[],
): { readonly first: string; readonly second: string } | null {
  const [second, first] = latestOfEach(batches).filter(({ id }) => chosen.includes(id));
  return first === undefined || second === undefined ? null : { first: first.id, second: second.id };
}
