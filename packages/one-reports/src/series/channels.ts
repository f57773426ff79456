import {
  bareUnit,
  isWildcard,
  type ListedChannel,
  type Resolution,
  type ResolvedSeries,
  type SeriesProblem,
  type SeriesRequest,
  splitUnitName,
  takesName,
} from '@ballast/results-model';
import type { Channel } from '../kinds/row-reader.ts';

/** The clock, then the channels. */
export type Columns = readonly [clock: Channel, ...channels: Channel[]];

/** Finds the series of a request. Column 0 is the clock: it has a name, but is not part of `*`. */
export function resolve(columns: Columns, request: SeriesRequest): Resolution {
  const { object, at, variable } = request;
  if (object !== null || at !== null) return missing(notApplicable(variable));
  if (isWildcard(variable)) {
    const takes = takesName(request);
    const series = columns.flatMap((column, ref) =>
      ref > 0 && takes(column.name, column.unit) ? [seriesOf(column, ref)] : [],
    );
    return { kind: 'found', series };
  }
  const found = find(columns, variable) ?? findWithUnit(columns, variable);
  const column = columns[found ?? -1];
  if (found === null || column === undefined) return missing(notFound(columns, variable));
  return { kind: 'found', series: [seriesOf(column, found)] };
}

export function listed(columns: Columns): ListedChannel[] {
  return columns.map(({ name, unit }, index) => ({ index, name, unit }));
}

/** A channel of the same name as the clock comes first: it is one of the series. */
function find(columns: Columns, name: string): number | null {
  const same = (test: (own: string) => boolean): number => {
    const channel = columns.findIndex((column, ref) => ref > 0 && test(column.name));
    return channel > 0 ? channel : test(columns[0].name) ? 0 : -1;
  };
  const exact = same((own) => own === name);
  const place = exact >= 0 ? exact : same((own) => own.toLowerCase() === name.toLowerCase());
  return place < 0 ? null : place;
}

/** `delay_[s]`, as other tools name a channel. */
function findWithUnit(columns: Columns, variable: string): number | null {
  const parts = splitUnitName(variable);
  const found = parts === null ? null : find(columns, parts.name);
  const unit = bareUnit(columns[found ?? -1]?.unit ?? '');
  return parts !== null && parts.unit === unit ? found : null;
}

function seriesOf({ name, unit, sparse }: Channel, ref: number): ResolvedSeries {
  const own = { ref, index: ref, object: null, variable: name, unit };
  return sparse === true ? { ...own, clock: `rows of ${name}` } : own;
}

function missing(problem: SeriesProblem): Resolution {
  return { kind: 'missing', problem };
}

function notApplicable(variable: string): SeriesProblem {
  return {
    code: 'NOT_APPLICABLE',
    message: `a report of the ONE simulator has no objects and no positions: request ${variable} by its name alone`,
  };
}

const MOST_NAMED = 20;

function notFound([, ...channels]: Columns, variable: string): SeriesProblem {
  const names = channels.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = channels.length > MOST_NAMED ? `, ${channels.length - MOST_NAMED} more` : '';
  const has = names.length === 0 ? 'none' : `${names.join(', ')}${more}`;
  return { code: 'CHANNEL_NOT_FOUND', message: `no channel is named ${variable}; this report has ${has}` };
}
