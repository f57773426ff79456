/** What differs from one machine or batch to the next: times, memory, shares, factors, process ids, dates. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| UTC)?/g, 'DATE'],
  [/(?<![\w.])\d+(?:\.\d+)? (?:ms|s|min|h|d)\b(?: \d+ (?:s|min|h)\b)?/g, 'TIME'],
  [/(?<![\w.])\d+(?:\.\d+)? (?:B|KiB|MiB|GiB|TiB)(?:\/s)?(?!\w)/g, 'BYTES'],
  [/(?<![\w.])\d+(?:\.\d+)? %/g, 'SHARE'],
  [/(?<![\w.])\d+(?:\.\d+)? x(?!\w)/g, 'FACTOR'],
  [/\b(worker|process) \d+/g, '$1 N'],
];

function masked(line: string): string {
  const text = VARYING.reduce((left, [pattern, name]) => left.replace(pattern, name), line);
  // A longer figure moves the columns beside it.
  return text.replace(/ +/g, ' ').trimEnd();
}

/** The first line of the page that the output does not have, or null. A line `...` stands for any number of lines. */
export function firstDifference(shown: string, printed: string): string | null {
  const rest = printed.split('\n').map(masked);
  let skipping = false;
  for (const line of shown.split('\n')) {
    if (line.trim() === '...') {
      skipping = true;
      continue;
    }
    const at = skipping ? rest.indexOf(masked(line)) : 0;
    if (at < 0 || rest[at] !== masked(line)) return line;
    rest.splice(0, at + 1);
    skipping = false;
  }
  return skipping || rest.length === 0 ? null : (rest[0] ?? null);
}
