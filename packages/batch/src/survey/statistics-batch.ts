import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import type { Input } from '../inputs/list.ts';

/** What a table of statistics without a batch file is made of, as it was written. */
export interface StatisticsWanted {
  readonly inputs: readonly Input[];
  /** Names and patterns; none for all channels. */
  readonly channels: readonly string[];
  /** Such as `max`, `p99` and `del:4`. */
  readonly statistics: readonly string[];
  /** `60:`, `:600` or `60:600` in seconds; null for the whole simulation. */
  readonly period: string | null;
  /** Of the file that the table is written to. */
  readonly format: 'csv' | 'xlsx' | 'parquet';
}

/** Name of the batch and of its only table. */
export const STATISTICS_TABLE = 'stats';

/** The batch that makes the table: a row for each channel of one file, otherwise a row for each file. Faults: PERIOD_INVALID, STATISTIC_INVALID. */
export function statisticsBatch(wanted: StatisticsWanted): Readonly<Record<string, unknown>> {
  const { inputs, channels, statistics, period, format } = wanted;
  const directory = commonFolder(inputs.map(({ path: full }) => full));
  return {
    version: 1,
    batch: STATISTICS_TABLE,
    inputs: { directory, include: inputs.map((input) => escaped(path.relative(directory, input.path))) },
    ...(format === 'csv' ? {} : { formats: [format] }),
    tables: [
      {
        name: STATISTICS_TABLE,
        layout: inputs.length === 1 ? 'long' : 'wide',
        columns: channels.length === 0 ? ['*'] : [...channels],
        statistics: statistics.map(statisticOf),
        ...(period === null ? {} : { period: periodOf(period) }),
      },
    ],
  };
}

function statisticOf(written: string): unknown {
  const del = /^del:(.*)$/i.exec(written);
  if (del === null) return written;
  const m = Number(del[1]);
  if (del[1] !== '' && Number.isFinite(m)) return { del: { m } };
  throw new FaultError({
    code: 'STATISTIC_INVALID',
    message: `expected the exponent of an S-N curve behind del:, found ${written}`,
    hint: 'write for example del:4 or del:10',
  });
}

function periodOf(written: string): readonly [number | null, number | null] {
  const parts = written.split(':').map((part) => part.trim());
  const [from, to] = parts.map((part) => (part === '' ? null : Number(part)));
  if (
    parts.length === 2 &&
    from !== undefined &&
    to !== undefined &&
    !Number.isNaN(from) &&
    !Number.isNaN(to)
  )
    return [from, to];
  throw new FaultError({
    code: 'PERIOD_INVALID',
    message: `expected a period in seconds such as 60: or 60:660, found ${written}`,
    hint: 'leave a side empty for the start or the end of the simulation',
  });
}

function commonFolder(files: readonly string[]): string {
  const folders = [...new Set(files.map((file) => path.dirname(file)))];
  const [first = '.'] = folders;
  return folders.reduce((common, folder) => {
    let shared = common;
    while (path.relative(shared, folder).startsWith('..') && path.dirname(shared) !== shared)
      shared = path.dirname(shared);
    return shared;
  }, first);
}

/** As a pattern that matches this name alone. */
function escaped(name: string): string {
  const slashes = path.sep === '\\' ? name.replaceAll('\\', '/') : name;
  return slashes.replaceAll(/[\\*?[\]{}()!+@|^$]/g, (character) => `\\${character}`);
}
