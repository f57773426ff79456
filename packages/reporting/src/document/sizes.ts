import type { SizeFigures } from './figures.ts';

/** Bins of a factor of two are halved until there would be more than this many. */
const MOST_BINS = 40;

/** How sizes are distributed. Empty files are in the first bin. */
export function sizeFigures(sizes: readonly number[]): SizeFigures {
  const sorted = Float64Array.from(sizes).sort();
  if (sorted.length === 0) return { bins: [], median: null, p99: null, largest: null };
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { bins: binsOf(sorted), median: at(0.5), p99: at(0.99), largest: at(1) };
}

function binsOf(sorted: Float64Array): SizeFigures['bins'] {
  const low = Math.log2(Math.max(1, sorted[0] ?? 1));
  const high = Math.log2(Math.max(1, sorted.at(-1) ?? 1));
  const perOctave = [4, 2, 1].find((per) => (Math.floor(high) + 1 - Math.floor(low)) * per <= MOST_BINS) ?? 1;
  const first = Math.floor(low * perOctave);
  const count = Math.floor(high * perOctave) - first + 1;
  const counts = new Array<number>(count).fill(0);
  for (const size of sorted) {
    const bin = Math.floor(Math.log2(Math.max(1, size)) * perOctave) - first;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((files, i) => ({
    from: 2 ** ((first + i) / perOctave),
    until: 2 ** ((first + i + 1) / perOctave),
    count: files,
  }));
}
