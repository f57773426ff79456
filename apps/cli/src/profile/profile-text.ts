import type { Recommendation } from '@ballast/batch';
import type { FileProfile } from '@ballast/profiler';
import { formatBytes } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { LABEL_RULE } from './words.ts';

type Bin = FileProfile['classes'][number];

const BAR = 40;

/** The profile for people, as lines. */
export function profileText(
  directory: string,
  profile: FileProfile,
  recommendation: Recommendation,
): readonly string[] {
  const { count, total, quantiles, classes, histogram, label } = profile;
  const { p5, p25, p50, p75, p95 } = quantiles;
  const sizes = [
    ['smallest', profile.min],
    ['5 %', p5],
    ['25 %', p25],
    ['median', p50],
    ['75 %', p75],
    ['95 %', p95],
    ['largest', profile.max],
    ['mean', profile.mean],
  ] as const;
  return [
    `${forTerminal(directory)}: ${countText(count, 'file')}, ${formatBytes(total)}`,
    '',
    `Sizes are ${label}: ${LABEL_RULE[label]}.`,
    ...sizes.map(([name, size]) => `  ${name.padEnd(9)}${formatBytes(size).padStart(9)}`),
    `  coefficient of variation ${profile.variation.toFixed(2)}`,
    '',
    'Classes',
    ...binLines(
      classes.filter((one) => one.count > 0),
      { count, total },
    ),
    '',
    'Histogram (files by size, a row for each power of two)',
    ...histogramLines(histogram),
    '',
    ...recommendationLines(recommendation),
  ];
}

function binLines(bins: readonly Bin[], all: { readonly count: number; readonly total: number }): string[] {
  return bins.map((bin) => {
    const files = `${String(bin.count).padStart(9)} ${percent(bin.count, all.count)}`;
    return `  ${sizeRange(bin)}${files} of files ${formatBytes(bin.total).padStart(9)} ${percent(bin.total, all.total)} of bytes`;
  });
}

/** A row for each bin. */
export function histogramLines(bins: readonly Bin[]): string[] {
  const most = bins.reduce((max, { count }) => Math.max(max, count), 1);
  return bins.map((bin) => {
    // A file is visible even among a million others.
    const length = bin.count === 0 ? 0 : Math.max(1, Math.round((bin.count / most) * BAR));
    const bar = '#'.repeat(length).padEnd(BAR);
    return `  ${sizeRange(bin)} ${bar} ${bin.count}`.trimEnd();
  });
}

/** The sizes of a bin, in a fixed width. */
export function sizeRange({ from, to }: Bin): string {
  const end = to === null ? 'and more' : formatBytes(to);
  return `${formatBytes(from).padStart(9)} - ${end.padEnd(9)}`;
}

function percent(part: number, whole: number): string {
  return `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1).padStart(5)} %`;
}

const BINDS: Readonly<Record<Recommendation['binds'], string>> = {
  files: 'The files themselves will probably limit a batch',
  memory: 'Memory will probably limit a batch',
  storage: 'The storage will probably limit a batch',
  cores: 'The cores will probably limit a batch',
};

function recommendationLines({ binds, because, tooLarge, policies }: Recommendation): string[] {
  const alone =
    tooLarge === 0
      ? []
      : [
          `${countText(tooLarge, 'file')} may not fit in memory at all here: give the batch more memory (--memory) or use another machine.`,
        ];
  return [
    `${BINDS[binds]}: ${because}.`,
    ...alone,
    'What the policies would choose on this machine:',
    ...policies.map(({ policy, workers, reasons }) => {
      const number = workers === null ? '' : `${countText(workers, 'worker')}: `;
      return `  ${policy.padEnd(11)}${number}${reasons.join('; ')}`;
    }),
  ];
}
