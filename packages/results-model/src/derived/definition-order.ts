import { seriesIn } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { wildcardTest } from '../series/wildcard.ts';
import {
  type ChannelDefinition,
  type ChannelSource,
  type DerivedChannel,
  definedName,
} from './derived-channel.ts';
import { roseChannels } from './rose.ts';

/** Every entry as the channels that it defines: a rose is several. */
export function expandedChannels(definitions: readonly ChannelDefinition[]): DerivedChannel[] {
  return definitions.flatMap((one): DerivedChannel[] => (one.kind === 'rose' ? roseChannels(one) : [one]));
}

/** What a definition takes its samples from. A formula that cannot be parsed has no source. */
export function sourcesOf(channel: DerivedChannel): ChannelSource[] {
  if (channel.kind === 'conditioned') return [channel.of];
  const parsed = parseFormula(channel.formula);
  if (!parsed.ok) return [];
  return seriesIn(parsed.expression).map(({ name }) => sourceNamed(channel.series, name));
}

/** What a name in a formula stands for. */
export function sourceNamed(
  series: readonly { readonly name: string; readonly source: ChannelSource }[],
  name: string,
): ChannelSource {
  const own = series.find((one) => one.name === name)?.source;
  return own ?? { object: null, variable: name, at: null };
}

export type OrderedChannels =
  | { readonly kind: 'ordered'; readonly channels: readonly DerivedChannel[] }
  /** Each is defined by the next one, and the last one by the first. */
  | { readonly kind: 'circle'; readonly names: readonly string[] };

/** Every channel behind those that it is computed from, otherwise in the given order. */
export function orderedChannels(channels: readonly DerivedChannel[]): OrderedChannels {
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const done = new Map<string, DerivedChannel>();
  const path: string[] = [];
  const visit = (channel: DerivedChannel): readonly string[] | null => {
    if (done.has(channel.name)) return null;
    const start = path.indexOf(channel.name);
    if (start >= 0) return path.slice(start);
    path.push(channel.name);
    for (const source of sourcesOf(channel)) {
      const defined = byName.get(definedName(source) ?? '');
      const circle = defined === undefined ? null : visit(defined);
      if (circle !== null) return circle;
    }
    path.pop();
    done.set(channel.name, channel);
    return null;
  };
  for (const channel of channels) {
    const names = visit(channel);
    if (names !== null) return { kind: 'circle', names };
  }
  return { kind: 'ordered', channels: [...done.values()] };
}

/** The channel and those that it is computed from, in their order; empty for a name that is not defined. */
export function channelsFor(name: string, ordered: readonly DerivedChannel[]): DerivedChannel[] {
  const needed = new Set([name]);
  const found: DerivedChannel[] = [];
  for (const channel of [...ordered].reverse()) {
    if (!needed.has(channel.name)) continue;
    found.unshift(channel);
    for (const source of sourcesOf(channel)) {
      const defined = definedName(source);
      if (defined !== null) needed.add(defined);
    }
  }
  return found;
}

/** The step of a channel with a clock of its own, because it or a channel that it is computed from is resampled; else null. */
export function ownStep(name: string, channels: readonly DerivedChannel[]): number | null {
  const place = channels.findIndex((channel) => channel.name === name);
  const channel = channels[place];
  if (channel === undefined) return null;
  const own =
    channel.kind === 'conditioned' ? channel.steps.find(({ kind }) => kind === 'resample') : undefined;
  if (own?.kind === 'resample') return own.step;
  for (const source of sourcesOf(channel)) {
    const defined = definedName(source);
    const step = defined === null ? null : ownStep(defined, channels.slice(0, place));
    if (step !== null) return step;
  }
  return null;
}

/** What a wildcard stands for besides the series of the file: a series with a clock of its own fits into no row with them. */
export function wildcardChannels(channels: readonly DerivedChannel[], wildcard: string): DerivedChannel[] {
  const fits = wildcardTest(wildcard);
  return channels.filter(({ name }) => fits(name) && ownStep(name, channels) === null);
}
