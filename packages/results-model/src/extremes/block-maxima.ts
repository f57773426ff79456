/**
 * The largest sample of each of `blocks` equal parts of the time from the first to the last sample; a part includes its
 * start but not its end, the last one both. Null if a part has no sample.
 */
export function blockMaxima(
  { times, values }: { readonly times: Float64Array; readonly values: Float64Array },
  blocks: number,
): Float64Array | null {
  const start = times[0];
  const end = times.at(-1);
  if (start === undefined || end === undefined) return null;
  const maxima = new Float64Array(blocks).fill(Number.NEGATIVE_INFINITY);
  const edge = (block: number): number => start + ((end - start) * block) / blocks;
  let block = 0;
  for (let i = 0; i < values.length; i += 1) {
    while (block < blocks - 1 && (times[i] as number) >= edge(block + 1)) block += 1;
    maxima[block] = Math.max(maxima[block] as number, values[i] as number);
  }
  return maxima.includes(Number.NEGATIVE_INFINITY) ? null : maxima;
}
