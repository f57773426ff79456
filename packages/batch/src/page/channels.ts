import type { ChannelFigures, Curves, Extreme, ReductionFigures } from '@ballast/reporting';
import {
  bareUnit,
  type FileResult,
  type KeyResult,
  periodText,
  positionText,
  reductionLabel,
  type SeriesResult,
  unitKey,
} from '@ballast/results-model';

/** Channels of which everything is kept, and those of which there is only a row in a table. */
export const MOST_DRAWN = 12;
const MOST_CHANNELS = 200;
/** Extremes of a channel at each end. */
const MOST_EXTREMES = 10;

/** One file at a time. */
export interface FileOf {
  readonly task: number;
  readonly file: string;
}

/** What the files have of one channel. */
interface Channel {
  readonly name: string;
  readonly unit: string;
  readonly period: string;
  /** By task; null for a channel that is not drawn. */
  readonly values: {
    readonly min: Float64Array;
    readonly mean: Float64Array;
    readonly max: Float64Array;
  } | null;
  files: number;
  sum: number;
  std: number;
  /** Best first. */
  readonly largest: Extreme[];
  readonly smallest: Extreme[];
  readonly reductions: Map<string, { unit: string; files: number; sum: number; max: number; file: string }>;
  /** Files whose unit is another one. */
  otherUnit: number;
}

/** Collects the channels of files, in the order in which tables name them. */
export interface Channels {
  add(of: FileOf, result: FileResult): void;
  /** `curvesOf`: the curves of a channel, by what they are shown over. */
  figures(curvesOf: (values: NonNullable<Channel['values']>) => readonly Curves[]): readonly ChannelFigures[];
  /** The means of the first channel, by task; null without one. */
  firstMeans(): { readonly name: string; readonly unit: string; readonly mean: Float64Array } | null;
  /** How many there are beyond those that are kept. */
  beyond(): number;
  /** Channels that have several units, and in how many files. */
  unitsDiffer(): readonly { readonly name: string; readonly unit: string; readonly files: number }[];
}

export function channelsOf(tasks: number): Channels {
  const channels = new Map<string, Channel>();
  const beyond = new Set<string>();
  return {
    add: (of, result) => {
      for (const { key, series, reductions } of result.keys) {
        for (const [i, position] of series.entries()) {
          const found = result.series[position];
          if (found === undefined || found.statistics === null || found.problem !== null) continue;
          const channel = channelIn(channels, { key, found, tasks });
          if (channel === null) {
            beyond.add(nameOf(key, found));
            continue;
          }
          take(channel, of, found);
          takeReductions(channel, of, { key, values: reductions?.[i] ?? [], unit: found.unit });
        }
      }
    },
    figures: (curvesOf) =>
      [...channels.values()].filter(({ files }) => files > 0).map((one) => figuresOf(one, curvesOf)),
    firstMeans: () => {
      const [first] = channels.values();
      return first === undefined || first.values === null
        ? null
        : { name: first.name, unit: first.unit, mean: first.values.mean };
    },
    beyond: () => beyond.size,
    unitsDiffer: () =>
      [...channels.values()]
        .filter(({ otherUnit }) => otherUnit > 0)
        .map(({ name, unit, otherUnit }) => ({ name, unit, files: otherUnit })),
  };
}

function channelIn(
  channels: Map<string, Channel>,
  {
    key,
    found,
    tasks,
  }: { readonly key: KeyResult['key']; readonly found: SeriesResult; readonly tasks: number },
): Channel | null {
  const name = nameOf(key, found);
  const period = key.period.kind === 'whole' ? '' : periodText(key.period);
  const id = JSON.stringify([name, period, key.transform ?? null]);
  const known = channels.get(id);
  if (known !== undefined) return known;
  if (channels.size >= MOST_CHANNELS) return null;
  const none = (): Float64Array => new Float64Array(tasks).fill(Number.NaN);
  const made: Channel = {
    name,
    unit: bareUnit(found.unit),
    period,
    values: channels.size < MOST_DRAWN ? { min: none(), mean: none(), max: none() } : null,
    files: 0,
    sum: 0,
    std: 0,
    largest: [],
    smallest: [],
    reductions: new Map(),
    otherUnit: 0,
  };
  channels.set(id, made);
  return made;
}

function nameOf({ at }: KeyResult['key'], { object, variable }: SeriesResult): string {
  const place = at === null ? '' : ` (${positionText(at)})`;
  return `${object === null ? '' : `${object}: `}${variable}${place}`;
}

function take(channel: Channel, { task, file }: FileOf, { statistics, unit }: SeriesResult): void {
  const { min = null, max = null, mean = null, std = null, tMin = null, tMax = null } = statistics ?? {};
  if (min === null || max === null || mean === null) return;
  if (unitKey(unit) !== unitKey(channel.unit)) {
    channel.otherUnit += 1;
    return;
  }
  channel.files += 1;
  channel.sum += mean;
  channel.std = Math.max(channel.std, std ?? 0);
  keep(channel.largest, { task, file, value: max, at: tMax }, 1);
  keep(channel.smallest, { task, file, value: min, at: tMin }, -1);
  if (channel.values === null) return;
  channel.values.min[task] = min;
  channel.values.mean[task] = mean;
  channel.values.max[task] = max;
}

/** The first file keeps its place among equals. */
function keep(extremes: Extreme[], one: Extreme, sign: 1 | -1): void {
  const last = extremes.at(-1);
  if (extremes.length >= MOST_EXTREMES && last !== undefined && sign * (one.value - last.value) <= 0) return;
  const place = extremes.findIndex(({ value }) => sign * (one.value - value) > 0);
  extremes.splice(place < 0 ? extremes.length : place, 0, one);
  extremes.length = Math.min(extremes.length, MOST_EXTREMES);
}

function takeReductions(
  channel: Channel,
  { file }: FileOf,
  {
    key,
    values,
    unit,
  }: { readonly key: KeyResult['key']; readonly values: readonly (number | null)[]; readonly unit: string },
): void {
  for (const [i, reduction] of (key.reductions ?? []).entries()) {
    const value = values[i] ?? null;
    if (value === null || unitKey(unit) !== unitKey(channel.unit)) continue;
    const label = reductionLabel(reduction);
    const own = ['del', 'absmax', 'travel', 'quantile'].includes(reduction.kind) ? channel.unit : '';
    const known = channel.reductions.get(label) ?? {
      unit: own,
      files: 0,
      sum: 0,
      max: Number.NEGATIVE_INFINITY,
      file,
    };
    channel.reductions.set(label, known);
    known.files += 1;
    known.sum += value;
    if (value > known.max) {
      known.max = value;
      known.file = file;
    }
  }
}

function figuresOf(
  { name, unit, period, values, files, sum, std, largest, smallest, reductions }: Channel,
  curvesOf: (values: NonNullable<Channel['values']>) => readonly Curves[],
): ChannelFigures {
  return {
    name,
    unit,
    period,
    files,
    min: smallest[0]?.value ?? null,
    mean: sum / files,
    max: largest[0]?.value ?? null,
    std,
    curves: values === null ? [] : curvesOf(values),
    largest: values === null ? largest.slice(0, 1) : largest,
    smallest: values === null ? smallest.slice(0, 1) : smallest,
    reductions: [...reductions].map(
      ([label, one]): ReductionFigures => ({
        label,
        unit: one.unit,
        files: one.files,
        mean: one.sum / one.files,
        max: one.max,
        file: one.file,
      }),
    ),
  };
}
