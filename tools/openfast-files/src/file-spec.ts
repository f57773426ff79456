import type { ChannelKind } from './catalogue.ts';

export const FORMATS = ['outb4', 'outb3', 'outb2', 'outb1', 'out'] as const;
export type Format = (typeof FORMATS)[number];

/** One file to be written. Times in seconds. */
export interface FileSpec {
  readonly path: string;
  readonly format: Format;
  readonly kinds: readonly ChannelKind[];
  readonly rows: number;
  readonly start: number;
  readonly step: number;
  readonly seed: number;
}

export const DESCRIPTION =
  'Predictions were generated on 01-Jan-2025 at 00:00:00 using OpenFAST, compiled as a 64-bit application using double precision at commit v3.5.5 linked with  NWTC Subroutine Library; Description from the FAST input file: made by openfast-files';

/** Longest name that IDs 1 to 3 can hold. */
const SHORT_NAME = 10;

export function nameLength({ format, kinds }: Pick<FileSpec, 'format' | 'kinds'>): number {
  if (format !== 'outb4') return SHORT_NAME;
  return Math.max(...kinds.map(({ name, unit }) => Math.max(name.length, unit.length)), 4);
}

/** Bytes before the first row (not counting packed times), and bytes of every row. */
export function fileSizes(spec: Pick<FileSpec, 'format' | 'kinds'>): { header: number; row: number } {
  const count = spec.kinds.length;
  if (spec.format === 'out') return { header: 400 + 2 * 11 * count, row: 10 + 11 * count + 1 };
  const names = 2 * nameLength(spec) * (count + 1);
  const plain = spec.format === 'outb3';
  return {
    header: (spec.format === 'outb4' ? 32 : 30) + (plain ? 0 : 8 * count) + DESCRIPTION.length + names,
    row: count * (plain ? 8 : 2) + (spec.format === 'outb1' ? 4 : 0),
  };
}
