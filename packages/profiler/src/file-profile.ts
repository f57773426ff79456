import { GIB, MIB } from '@ballast/resource-model';

export type FileSizeLabel = 'small' | 'medium' | 'large' | 'mixed' | 'bimodal';

/** Sizes in [from, to) bytes; `to` is null in the last class. */
export interface SizeClass {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
  readonly total: number;
}

/** Sizes are in bytes; `quantiles` interpolate linearly between order statistics (Hyndman and Fan, type 7). */
export interface FileProfile {
  readonly count: number;
  readonly total: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation divided by the mean; 0 if all sizes are 0. */
  readonly variation: number;
  readonly quantiles: {
    readonly p5: number;
    readonly p25: number;
    readonly p50: number;
    readonly p75: number;
    readonly p95: number;
  };
  /** Fixed classes with limits at 1, 10 and 100 MiB, 1 and 4 GiB. */
  readonly classes: readonly SizeClass[];
  /** One bin for each power of two from the smallest to the largest size; empty files have a bin of their own. */
  readonly histogram: readonly SizeClass[];
  readonly label: FileSizeLabel;
}

const CLASS_EDGES = [0, MIB, 10 * MIB, 100 * MIB, GIB, 4 * GIB];
const MEDIUM_FROM = 100 * MIB;
const LARGE_FROM = GIB;
const MIXED_RATIO = 10;
const BIMODAL = { fewestFiles: 4, smallestPart: 0.1, ratio: 8, explained: 0.85 } as const;

/** Describes a set of file sizes; null for no files. Throws RangeError for a size that is negative or not finite. */
export function profileFiles(sizes: Iterable<number>): FileProfile | null {
  const sorted = Float64Array.from(sizes).sort();
  if (sorted.length === 0) return null;
  // NaN sorts last: checking both ends checks all sizes.
  const min = sorted[0] ?? 0;
  const max = sorted[sorted.length - 1] ?? 0;
  if (!(min >= 0) || !Number.isFinite(max)) throw new RangeError('a file size is negative or not finite');
  const total = sorted.reduce((sum, size) => sum + size, 0);
  const mean = total / sorted.length;
  const variance = sorted.reduce((sum, size) => sum + (size - mean) ** 2, 0) / sorted.length;
  const quantiles = {
    p5: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p50: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
  };
  return {
    count: sorted.length,
    total,
    min,
    max,
    mean,
    variation: mean === 0 ? 0 : Math.sqrt(variance) / mean,
    quantiles,
    classes: classify(sorted, CLASS_EDGES),
    histogram: octaves(sorted),
    label: labelOf(sorted, quantiles),
  };
}

/**
 * The first rule that holds:
 * - bimodal: at least 4 files, and splitting the logarithms of the sizes into two parts, each with at least 10 % of the
 *   files, explains 85 % of their variance (Otsu 1979; a uniform distribution reaches 75 %, a normal one 64 %) while the
 *   geometric means of the parts differ by a factor of at least 8;
 * - mixed: the 95 % quantile is more than 10 times the 5 % quantile;
 * - small, medium, large: by the median, below 100 MiB, below 1 GiB, above.
 */
function labelOf(sorted: Float64Array, { p5, p50, p95 }: FileProfile['quantiles']): FileSizeLabel {
  if (isBimodal(sorted)) return 'bimodal';
  if (p95 > MIXED_RATIO * Math.max(1, p5)) return 'mixed';
  if (p50 < MEDIUM_FROM) return 'small';
  return p50 < LARGE_FROM ? 'medium' : 'large';
}

function isBimodal(sorted: Float64Array): boolean {
  const count = sorted.length;
  if (count < BIMODAL.fewestFiles) return false;
  const logs = sorted.map((size) => Math.log2(Math.max(1, size)));
  const sum = logs.reduce((total, value) => total + value, 0);
  const spread = logs.reduce((total, value) => total + (value - sum / count) ** 2, 0);
  if (spread === 0) return false;
  const fewest = Math.max(1, Math.ceil(BIMODAL.smallestPart * count));
  let below = 0;
  let best = { between: 0, distance: 0 };
  for (let split = 1; split <= count - fewest; split += 1) {
    below += logs[split - 1] ?? 0;
    if (split < fewest) continue;
    const distance = (sum - below) / (count - split) - below / split;
    const between = ((split * (count - split)) / count) * distance ** 2;
    if (between > best.between) best = { between, distance };
  }
  return best.between >= BIMODAL.explained * spread && best.distance >= Math.log2(BIMODAL.ratio);
}

function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const index = Math.floor(position);
  const low = sorted[index] ?? 0;
  const high = sorted[index + 1] ?? low;
  return low + (position - index) * (high - low);
}

function octaves(sorted: Float64Array): SizeClass[] {
  const min = sorted[0] ?? 0;
  const max = sorted[sorted.length - 1] ?? 0;
  const edges: number[] = [];
  const firstPower = powerBelow(Math.max(1, sorted.find((size) => size >= 1) ?? 1));
  if (min < 1) edges.push(0);
  // Fills the gap between the bin of empty files and the first power of two; no file is in it.
  if (min < 1 && firstPower > 1) edges.push(1);
  for (let edge = firstPower; edge <= Math.max(1, max); edge *= 2) edges.push(edge);
  const last = edges[edges.length - 1] ?? 0;
  return classify(sorted, edges, last === 0 ? 1 : last * 2);
}

function powerBelow(size: number): number {
  const power = 2 ** Math.floor(Math.log2(size));
  // log2 of a number just below a power of two may round up to it.
  return power > size ? power / 2 : power;
}

function classify(sorted: Float64Array, edges: readonly number[], end: number | null = null): SizeClass[] {
  let index = 0;
  return edges.map((from, position) => {
    const to = edges[position + 1] ?? end;
    let count = 0;
    let total = 0;
    for (; index < sorted.length && (to === null || (sorted[index] ?? 0) < to); index += 1) {
      count += 1;
      total += sorted[index] ?? 0;
    }
    return { from, to, count, total };
  });
}
