import type { ChannelFigures, Curves } from '@ballast/reporting';
import {
  bareUnit,
  type FileResult,
  type KeyResult,
  periodText,
  positionText,
  type ResultShape,
  type SeriesResult,
  shapeOf,
  unitKey,
} from '@ballast/results-model';
import { type Channel, type FileOf, figuresOf, take, takeReductions } from './channel.ts';

/** Channels of which everything is kept, and those of which there is only a row in a table. */
export const MOST_DRAWN = 12;
const MOST_CHANNELS = 200;

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
  const known = new WeakMap<ResultShape, readonly Placed[]>();
  const placesOf = (result: FileResult): readonly Placed[] => {
    const shape = shapeOf(result);
    const places =
      (shape === null ? undefined : known.get(shape)) ?? placesIn(result, { channels, beyond, tasks });
    if (shape !== null) known.set(shape, places);
    return places;
  };
  return {
    add: (of, result) => {
      for (const { channel, key, position, place, isOther } of placesOf(result)) {
        const found = result.series[position];
        if (found === undefined) continue;
        take(channel, of, { found, isOther });
        const own = result.keys[key];
        if (own?.reductions !== undefined)
          takeReductions(channel, of, { key: own.key, values: own.reductions[place] ?? [], isOther });
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

/** A series of a file that belongs to a channel. */
interface Placed {
  readonly channel: Channel;
  /** The position of its key, and its own ones: in the result, and among those of the key. */
  readonly key: number;
  readonly position: number;
  readonly place: number;
  /** Whether its unit is not that of the channel. */
  readonly isOther: boolean;
}

/** The same for all files with the same series. */
function placesIn(
  result: FileResult,
  {
    channels,
    beyond,
    tasks,
  }: { readonly channels: Map<string, Channel>; readonly beyond: Set<string>; readonly tasks: number },
): readonly Placed[] {
  return result.keys.flatMap(({ key, series }, number) =>
    series.flatMap((position, place): Placed[] => {
      const found = result.series[position];
      if (found === undefined || found.statistics === null || found.problem !== null) return [];
      const channel = channelIn(channels, { key, found, tasks });
      if (channel === null) {
        beyond.add(nameOf(key, found));
        return [];
      }
      const isOther = unitKey(found.unit) !== unitKey(channel.unit);
      return [{ channel, key: number, position, place, isOther }];
    }),
  );
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
