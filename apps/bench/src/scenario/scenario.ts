/** Some files of one size. */
export interface SizeGroup {
  readonly files: number;
  readonly bytes: number;
}

export const SCENARIOS = [
  'two-large',
  'four-small',
  'small',
  'medium',
  'large',
  'mixed',
  'bimodal',
  'tiny',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

/** The files at scale 1, as text. */
export const SCENARIO_WORDS: Readonly<Record<ScenarioName, string>> = {
  'two-large': '3.3 GB and 1.5 GB, as in the published comparison',
  'four-small': '4 of 42 MB, as in the published comparison; the same at every scale',
  small: '400 files from 10 to 100 MB',
  medium: '120 files from 100 to 500 MB',
  large: '32 files from 1 to 4 GB',
  mixed: '120 files, log-normal: median 300 MB, two thirds of them within a factor of 3',
  bimodal: '4 files of 4 GB and 3,000 of 4 MB',
  tiny: '2,000 of 4 kB (OpenFAST only); the same at every scale',
};

export interface ScaleOptions {
  /** Factor on the sizes: 1 is for 64 cores and 256 GB, 0.05 for 2 cores and 24 GB. */
  readonly scale: number;
  /** Largest number of files, spread evenly over the sizes; null for all. */
  readonly mostFiles: number | null;
}

const LEAST = 300_000;
const MB = 1e6;

/** Sizes and counts: equal options give equal groups everywhere, in ascending order of size. */
export function scenarioGroups(name: ScenarioName, { scale, mostFiles }: ScaleOptions): readonly SizeGroup[] {
  const groups = fullGroups(name, scale).toSorted((a, b) => a.bytes - b.bytes);
  const scaled = groups.map(({ files, bytes }) => ({
    files,
    bytes:
      name === 'tiny' ? bytes : Math.max(LEAST, Math.round(name === 'four-small' ? bytes : bytes * scale)),
  }));
  return mostFiles === null ? scaled : thinned(scaled, mostFiles);
}

function fullGroups(name: ScenarioName, scale: number): SizeGroup[] {
  switch (name) {
    case 'two-large':
      return [3300, 1500].map((size) => ({ files: 1, bytes: size * MB }));
    case 'four-small':
      return [{ files: 4, bytes: 42 * MB }];
    case 'small':
      return spread([10, 100], { files: fewer(400, scale), sizes: 10 });
    case 'medium':
      return spread([100, 500], { files: fewer(120, scale), sizes: 12 });
    case 'large':
      // As many as the published comparison has workers.
      return spread([1000, 4000], { files: 32, sizes: 8 });
    case 'mixed':
      return logNormal({ files: fewer(120, scale), median: 300, sigma: 1.1 });
    case 'tiny':
      return [{ files: 2000, bytes: 4000 }];
    case 'bimodal':
      return [
        { files: 4, bytes: 4000 * MB },
        { files: fewer(3000, scale), bytes: 4 * MB },
      ];
  }
}

/** A small machine has fewer cores, too: half the files at scale 0.25, a third at 0.11 and below. */
function fewer(files: number, scale: number): number {
  return Math.max(1, Math.round(files * Math.max(1 / 3, Math.min(1, Math.sqrt(scale)))));
}

function spread(
  [least, most]: readonly [number, number],
  { files, sizes }: { readonly files: number; readonly sizes: number },
): SizeGroup[] {
  return Array.from({ length: sizes }, (_, i) => ({
    files: Math.floor(files / sizes) + (i < files % sizes ? 1 : 0),
    bytes: least * (most / least) ** (i / (sizes - 1)) * MB,
  })).filter((group) => group.files > 0);
}

/** The quantiles in the middle of equal shares, so that nothing is random. */
function logNormal({ files, median, sigma }: { files: number; median: number; sigma: number }): SizeGroup[] {
  return Array.from({ length: files }, (_, i) => ({
    files: 1,
    bytes: median * Math.exp(sigma * normalQuantile((i + 0.5) / files)) * MB,
  }));
}

/** Shore's approximation (1982), within 0.01 of the quantile for what is used here. */
function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  return 5.5556 * (1 - ((1 - p) / p) ** 0.1186);
}

function thinned(groups: readonly SizeGroup[], most: number): readonly SizeGroup[] {
  const sizes = groups.flatMap(({ files, bytes }) => Array.from({ length: files }, () => bytes));
  if (sizes.length <= most) return groups;
  const kept = new Map<number, number>();
  for (let i = 0; i < most; i += 1) {
    const at = most === 1 ? sizes.length - 1 : Math.round((i * (sizes.length - 1)) / (most - 1));
    const size = sizes[at] ?? LEAST;
    kept.set(size, (kept.get(size) ?? 0) + 1);
  }
  return [...kept].map(([bytes, files]) => ({ files, bytes }));
}
