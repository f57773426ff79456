/** A longer word is not a typing error; the limit also bounds the work. */
const LONGEST = 64;

/**
 * The candidate that was most likely intended: the one with the smallest edit distance (insertions, deletions,
 * substitutions and swaps of neighbours count 1; case is ignored), at most a third of the longer word; otherwise one that
 * starts with the word, or the other way round. Null if none is that similar; the first of equally similar ones.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  return nearestOf(word, candidates, 1)[0] ?? null;
}

/** Up to `most` of the candidates that `nearest` would choose from, the most similar ones first, each once. */
export function nearestOf(word: string, candidates: readonly string[], most: number): readonly string[] {
  if (word.length > LONGEST) return [];
  const near = [...new Set(candidates)].flatMap((candidate) => {
    if (candidate.length > LONGEST) return [];
    const longer = Math.max(word.length, candidate.length);
    const allowed = Math.max(1, Math.floor(longer / 3));
    // The distance is at least the difference of the lengths.
    if (Math.abs(word.length - candidate.length) > allowed) return [];
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    // A one-letter word is one edit away from every other one-letter word, but not similar to it.
    return distance > allowed || distance >= longer ? [] : [{ candidate, distance }];
  });
  if (near.length > 0)
    return near
      .sort((a, b) => a.distance - b.distance)
      .slice(0, most)
      .map(({ candidate }) => candidate);
  const long = abbreviated(word.toLowerCase(), candidates);
  return long === null ? [] : [long];
}

/** As "mem" for "memory" or "wholesale" for "whole": one starts with the other, which has at least three letters. */
function abbreviated(word: string, candidates: readonly string[]): string | null {
  const begins = (long: string, short: string): boolean => short.length >= 3 && long.startsWith(short);
  return candidates.find((one) => begins(one.toLowerCase(), word) || begins(word, one.toLowerCase())) ?? null;
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(before, j - 2) + 1);
      }
      current.push(least);
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
