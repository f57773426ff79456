import { STATISTICS } from '@ballast/results-model';

/** Other names of the same statistics, in lower case and without blanks, underscores and hyphens. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  avg: 'mean',
  average: 'mean',
  count: 'n',
  maximum: 'max',
  minimum: 'min',
  sd: 'std',
  sigma: 'std',
  stddev: 'std',
  stdev: 'std',
  standarddeviation: 'std',
  kurtosis: 'kurt',
  skewness: 'skew',
};

const FURTHER = ['absmax', 'integral', 'travel', 'duration', 'zmin', 'zmax', 'zstd'];

/** The name of a statistic as tables have it, for any spelling that can only mean one. */
export function statisticName(written: string): string {
  const plain = written.toLowerCase().replaceAll(/[\s_-]/g, '');
  const known = STATISTICS.find((name) => name.toLowerCase() === plain);
  if (known !== undefined) return known;
  if (Object.hasOwn(OTHER_NAMES, plain)) return OTHER_NAMES[plain] ?? written;
  if (/^p\d/.test(plain)) return plain;
  if (FURTHER.includes(plain))
    return plain.startsWith('z') ? `z${plain.charAt(1).toUpperCase()}${plain.slice(2)}` : plain;
  return written;
}
