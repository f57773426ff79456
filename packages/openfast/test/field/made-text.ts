/** Numbers as a program prints them, so that what is expected can be computed from the very texts in the file. */
export interface Row {
  readonly time: string;
  readonly values: readonly string[];
}

export interface Channel {
  readonly name: string;
  readonly unit: string;
}

export const CHANNELS: readonly Channel[] = [
  { name: 'Surge', unit: '(m)' },
  { name: 'FairTen1', unit: '(kN)' },
  { name: 'TwrMomt', unit: '(kN-m)' },
];

/** Rows of waves of different lengths: `seed` shifts them, so that two runs differ. */
export function madeRows({
  count = 40,
  step = 0.1,
  start = 0,
  seed = 0,
  channels = CHANNELS.length,
}: {
  readonly count?: number;
  readonly step?: number;
  readonly start?: number;
  readonly seed?: number;
  readonly channels?: number;
} = {}): Row[] {
  return Array.from({ length: count }, (_, at) => {
    const time = start + at * step;
    const wave = (channel: number): number =>
      10 ** channel * (Math.sin((channel + 1.3) * time + seed) + 0.1 * channel + 0.01 * time);
    return {
      time: time.toFixed(4),
      values: Array.from({ length: channels }, (__, channel) => fortran(wave(channel))),
    };
  });
}

/** `-1.2346E+01`. */
function fortran(value: number): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(4).split('e');
  const digits = String(Math.abs(Number(exponent))).padStart(2, '0');
  return `${mantissa}E${exponent.startsWith('-') ? '-' : '+'}${digits}`;
}

export const PREAMBLE = [
  '',
  'Predictions were generated on 02-Feb-2022 at 02:02:02 using OpenFAST, compiled as a 64-bit application',
  ' linked with NWTC Subroutine Library',
  '',
  'Description from the FAST input file: made by a test',
  '',
];

export type Layout = (cells: readonly string[]) => string;

export const tabbed: Layout = (cells) => cells.join('\t');
export const rightAligned: Layout = (cells) => cells.map((cell) => cell.padStart(16)).join('');
export const leftAligned: Layout = (cells) =>
  cells
    .map((cell) => cell.padEnd(16))
    .join('')
    .trimEnd();

export function head(channels: readonly Channel[] = CHANNELS, layout: Layout = tabbed): string[] {
  return [
    layout(['Time', ...channels.map(({ name }) => name)]),
    layout(['(s)', ...channels.map(({ unit }) => unit)]),
  ];
}

export function lines(rows: readonly Row[], layout: Layout = tabbed): string[] {
  return rows.map(({ time, values }) => layout([time, ...values]));
}

export function text(...parts: readonly (readonly string[])[]): string {
  return `${parts.flat().join('\n')}\n`;
}

/** The samples of one channel as numbers. */
export function samples(rows: readonly Row[], channel: number): { times: number[]; values: number[] } {
  return {
    times: rows.map(({ time }) => Number(time)),
    values: rows.map(({ values }) => Number(values[channel])),
  };
}
