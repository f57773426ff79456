import { channelsFor, expandedChannels, orderedChannels } from '../src/derived/definition-order.ts';
import type {
  ChannelDefinition,
  ConditionedChannel,
  FormulaChannel,
} from '../src/derived/derived-channel.ts';
import type { SeriesColumn } from '../src/table/columns/column-spec.ts';
import { column } from './specs.ts';

export function formula(name: string, text: string, unit = ''): FormulaChannel {
  return { kind: 'formula', name, formula: text, unit, series: [] };
}

export function conditioned(
  name: string,
  variable: string,
  ...steps: ConditionedChannel['steps']
): ConditionedChannel {
  return { kind: 'conditioned', name, of: { object: null, variable, at: null }, steps };
}

/** Makes columns for derived channels, and for `*` with all of them. */
export function columnsOf(
  ...definitions: readonly ChannelDefinition[]
): (name: string, more?: Partial<SeriesColumn>) => SeriesColumn {
  const ordered = orderedChannels(expandedChannels(definitions));
  if (ordered.kind === 'circle') throw new Error(`a circle: ${ordered.names.join()}`);
  return (name, more = {}) => {
    const channels = name === '*' ? ordered.channels : channelsFor(name, ordered.channels);
    return column(name, { ...(channels.length === 0 ? {} : { channels }), ...more });
  };
}
