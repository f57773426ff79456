import {
  type Along,
  type ColumnSpec,
  type LinkedSeries,
  type Period,
  PLAIN_STYLE,
  type Position,
  type SeriesColumn,
  type TableSpec,
} from '@ballast/results-model';

/** A table as a batch file has it, nothing left to defaults. */
export function tableOf({ name, layout, columns, style = PLAIN_STYLE }: TableSpec): unknown {
  return { name, layout, style, columns: columns.map(columnOf) };
}

function columnOf(column: ColumnSpec): unknown {
  const { kind, object } = column;
  return { kind, object, ...ownOf(column) };
}

function ownOf(column: ColumnSpec): object {
  switch (column.kind) {
    case 'series':
      return seriesOf(column);
    case 'static': {
      const { variable, label, transform } = column;
      return { variable, ...atOf(column), label, transform };
    }
    case 'data': {
      const { name, index, label } = column;
      return { name, index, label };
    }
    case 'range-graph': {
      const { variable, period, along, statistics, label, transform } = column;
      const part = along === null ? null : alongOf(along);
      return { variable, period: periodOf(period), along: part, statistics, label, transform };
    }
    case 'linked': {
      const { variable, linked, period, label, transform } = column;
      const others = linked.map(linkedOf);
      return { variable, ...atOf(column), linked: others, period: periodOf(period), label, transform };
    }
  }
}

function seriesOf(column: SeriesColumn): object {
  const { variable, period, statistics, label, transform } = column;
  // Those of a table of time series are not asked for; an empty list would be a mistake.
  const asked = statistics.length === 0 ? {} : { statistics };
  return { variable, ...atOf(column), period: periodOf(period), ...asked, label, transform };
}

function linkedOf({ variable, object, at, transform }: LinkedSeries): unknown {
  return { variable, object, ...atOf({ at }), transform };
}

function atOf({ at }: { readonly at: Position | null }): { readonly at: unknown } {
  return { at: at === null ? null : positionOf(at) };
}

function positionOf(position: Position): unknown {
  switch (position.kind) {
    case 'end':
      return { end: position.end };
    case 'touchdown':
      return 'touchdown';
    case 'arclength':
      return { arclength: position.arclength };
    case 'node':
      return { node: position.node };
    case 'support':
      return { support: position.index };
    case 'point':
      return { point: [position.x, position.y, position.z] };
  }
}

function periodOf(period: Period): unknown {
  switch (period.kind) {
    case 'whole':
    case 'static':
    case 'latest-wave':
      return period.kind;
    case 'stage':
      return { stage: period.stage };
    case 'instant':
      return [period.time];
    case 'range':
      return [period.from, period.to];
  }
}

function alongOf(along: Along): unknown {
  const ends = [along.from, along.to];
  return along.kind === 'arclength' ? ends : { sections: ends };
}
