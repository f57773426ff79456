import type { FileSizeLabel } from '@ballast/profiler';

/** The rule behind each label; `profileFiles` applies the first one that holds. */
export const LABEL_RULE: Readonly<Record<FileSizeLabel, string>> = {
  bimodal: 'two groups of sizes, each with 10 % of the files or more, that differ by a factor of 8 or more',
  mixed: 'the 95 % quantile is more than 10 times the 5 % quantile',
  small: 'the median is below 100 MiB',
  medium: 'the median is from 100 MiB to 1 GiB',
  large: 'the median is 1 GiB or more',
};
