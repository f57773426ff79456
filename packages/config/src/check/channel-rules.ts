import {
  type ChannelDefinition,
  type ChannelSource,
  type DerivedChannel,
  definedName,
  expandedChannels,
  orderedChannels,
  ownStep,
  parseFormula,
  seriesIn,
} from '@ballast/results-model';
import { printable } from '@ballast/text';
import type { Finding } from '../mistake.ts';
import { channelsSchema } from '../schema/columns/channel-schema.ts';
import { nearest } from '../text/nearest.ts';
import type { Step } from '../text/path.ts';
import { type Located, plain, valueAt } from '../yaml/located.ts';
import { pathsOf, textAt } from './raw.ts';

type Path = readonly Step[];

/** The valid definitions of a file; none if one of them is not valid, which the schema reports. */
function definitionsIn(root: Located): readonly ChannelDefinition[] {
  const located = valueAt(root, ['channels']);
  if (located === undefined) return [];
  const parsed = channelsSchema.safeParse(plain(located), { jitless: true });
  return parsed.success ? parsed.data : [];
}

/** The names of all derived channels of a file. */
export function derivedNames(root: Located): ReadonlySet<string> {
  return new Set(expandedChannels(definitionsIn(root)).map(({ name }) => name));
}

/** Definitions that contradict each other or the reader, and tables whose channels have different times. */
export function channelFindings(root: Located): readonly Finding[] {
  const definitions = definitionsIn(root);
  if (definitions.length === 0) return [];
  const all = expandedChannels(definitions);
  const repeated = repeatedFindings(definitions);
  if (repeated.length > 0) return repeated;
  const ordered = orderedChannels(all);
  if (ordered.kind === 'circle') return [circleFinding(ordered.names, definitions)];
  const reader = textAt(root, ['reader']);
  return [
    ...definitions.flatMap((one) => readerFindings(one, { root, reader, all })),
    ...pathsOf(root, ['tables']).flatMap((table) => clockFindings(root, table, ordered.channels)),
  ];
}

/** A rose defines several names. */
function repeatedFindings(definitions: readonly ChannelDefinition[]): readonly Finding[] {
  const owners = new Map<string, string>();
  return definitions.flatMap((definition) =>
    expandedChannels([definition]).flatMap(({ name }): Finding[] => {
      const owner = owners.get(name);
      owners.set(name, owner ?? definition.name);
      if (owner === undefined) return [];
      const found = `\`${printable(name)}\`, which \`${printable(owner)}\` defines too`;
      return [
        { path: ['channels', definition.name], expected: 'each name defined once', found, blame: 'key' },
      ];
    }),
  );
}

function circleFinding(names: readonly string[], definitions: readonly ChannelDefinition[]): Finding {
  const [first = ''] = names;
  const owner = definitions.find((one) => expandedChannels([one]).some(({ name }) => name === first));
  const round = [...names, first].map((name) => `\`${printable(name)}\``).join(' -> ');
  return {
    path: ['channels', owner?.name ?? first],
    expected: 'channels that are not computed from themselves',
    found: `the circle ${round}`,
    hint: names.length === 1 ? 'give the derived channel another name' : undefined,
    blame: 'value',
  };
}

interface Known {
  readonly root: Located;
  readonly reader: string | null;
  readonly all: readonly DerivedChannel[];
}

function readerFindings(definition: ChannelDefinition, known: Known): readonly Finding[] {
  return sourcesIn(definition, known.root).flatMap(({ source, path, offset }): Finding[] => {
    const expected = wrongFor(source, known);
    if (expected === null) return [];
    const found = `\`${printable(source.object ?? source.variable)}\`${offset === undefined ? '' : ` at character ${offset + 1}`}`;
    const near = nearest(source.variable, [...namesIn(definition), ...known.all.map(({ name }) => name)]);
    const hint = source.object === null && near !== null ? `did you mean \`${printable(near)}\`?` : undefined;
    return [{ path, expected, found, hint, offset, blame: 'value' }];
  });
}

/** What the reader expects instead; null for nothing. */
function wrongFor(source: ChannelSource, { reader, all }: Known): string | null {
  if (reader === 'openfast' || reader === 'one')
    return source.object === null && source.at === null
      ? null
      : `no object or position with reader ${reader}`;
  if (reader !== 'orcaflex' || source.object !== null) return null;
  const name = definedName(source);
  if (name !== null && all.some((channel) => channel.name === name)) return null;
  return 'a derived channel, or a name that `series` defines with an object (reader orcaflex needs one)';
}

interface WrittenSource {
  readonly source: ChannelSource;
  readonly path: Path;
  /** Where a formula has it. */
  readonly offset?: number;
}

function sourcesIn(definition: ChannelDefinition, root: Located): readonly WrittenSource[] {
  const path = ['channels', definition.name];
  switch (definition.kind) {
    case 'conditioned':
      return [{ source: definition.of, path: [...path, 'of'] }];
    case 'rose':
      return (['x', 'y'] as const).map((key) => ({ source: definition[key], path: [...path, 'rose', key] }));
    case 'formula': {
      const ofFormula = textAt(root, path) === null ? [...path, 'formula'] : path;
      const parsed = parseFormula(definition.formula);
      const used = parsed.ok ? seriesIn(parsed.expression) : [];
      const named = definition.series.map(({ name, source }) => ({
        source,
        path: [...path, 'series', name],
      }));
      const others = used.filter(({ name }) => definition.series.every((one) => one.name !== name));
      return [
        ...named,
        ...others.map(({ name, position }) => ({
          source: { object: null, variable: name, at: null },
          path: ofFormula,
          offset: position,
        })),
      ];
    }
  }
}

function namesIn(definition: ChannelDefinition): string[] {
  return definition.kind === 'formula' ? definition.series.map(({ name }) => name) : [];
}

const ONE_CLOCK = ['time-series', 'linked'];

/** Rows of samples need the same times in all columns, and so do linked values. */
function clockFindings(root: Located, table: Path, channels: readonly DerivedChannel[]): readonly Finding[] {
  const layout = textAt(root, [...table, 'layout']);
  if (layout === null || !ONE_CLOCK.includes(layout)) return [];
  const columns = pathsOf(root, [...table, 'columns']);
  const groups =
    layout === 'linked'
      ? columns.map((column) => [column, ...pathsOf(root, [...column, 'linked'])])
      : [columns];
  return groups.flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const common = clockAt(root, first, channels);
    return others
      .filter((path) => clockAt(root, path, channels) !== common)
      .map((path): Finding => {
        const own = clockAt(root, path, channels);
        return {
          path,
          expected: `channels with the same times in a table of layout ${layout}`,
          found: own === null ? 'one that is not resampled' : `one that is resampled every ${own} s`,
          blame: 'value',
        };
      });
  });
}

/** The step of a resampled channel; null for the times of the file. */
function clockAt(root: Located, path: Path, channels: readonly DerivedChannel[]): number | null {
  const name = textAt(root, [...path, 'variable']) ?? textAt(root, path);
  return name === null ? null : ownStep(name, channels);
}
