import {
  type ChannelDefinition,
  type ColumnSpec,
  channelsFor,
  type DerivedChannel,
  definedName,
  expandedChannels,
  isWildcard,
  type LinkedSeries,
  orderedChannels,
  type SeriesColumn,
  type TableSpec,
} from '@ballast/results-model';

/** The tables with the definitions of all derived channels in those columns that name them. */
export function withDerived(
  tables: readonly TableSpec[],
  definitions: readonly ChannelDefinition[],
): readonly TableSpec[] {
  const ordered = orderedChannels(expandedChannels(definitions));
  // Definitions that go round in a circle are refused before.
  if (ordered.kind === 'circle' || ordered.channels.length === 0) return tables;
  const { channels } = ordered;
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ofColumn(column, channels)),
    ...(table.cases === undefined
      ? {}
      : {
          cases: {
            ...table.cases,
            channels: table.cases.channels.map((one) => ({ ...one, column: ofSeries(one.column, channels) })),
          },
        }),
  }));
}

function ofColumn(column: ColumnSpec, channels: readonly DerivedChannel[]): ColumnSpec {
  switch (column.kind) {
    case 'series':
      return ofSeries(column, channels);
    case 'linked':
      return {
        ...ofSeries(column, channels),
        linked: column.linked.map((one) => ofSeries(one, channels)),
      };
    case 'static':
    case 'data':
    case 'range-graph':
      return column;
  }
}

type Named = SeriesColumn | LinkedSeries | Extract<ColumnSpec, { kind: 'linked' }>;

function ofSeries<Column extends Named>(column: Column, channels: readonly DerivedChannel[]): Column {
  const name = definedName(column);
  if (name === null) return column;
  const own = isWildcard(name) ? channels : channelsFor(name, channels);
  return own.length === 0 ? column : { ...column, channels: own };
}
