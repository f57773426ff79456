/** Fewest insertions, deletions and replacements (Levenshtein) that turn one text into the other. */
export function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[to.length] ?? 0;
}

const LONGEST_NAME = 64;
const MOST_NAMES = 20_000;

/** The name most similar to `wanted`, ignoring case; null if none is near. */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  if (wanted.length > LONGEST_NAME) return null;
  const target = wanted.toLowerCase();
  let nearest: string | null = null;
  let least = Math.max(2, Math.floor(target.length / 2)) + 1;
  for (const name of names.slice(0, MOST_NAMES)) {
    if (Math.abs(name.length - target.length) >= least) continue;
    const distance = editDistance(target, name.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}
