import { connectivityParser, eventLogParser } from './events.ts';
import type { Kind } from './kind.ts';
import type { Parser } from './parser.ts';
import { snapshotParser } from './snapshots.ts';
import { isTable, type TableKind, tableParser } from './tables.ts';

/** The reports whose lines are rows. */
export type RowKind = Exclude<Kind, 'MessageStatsReport'>;

const PARSERS: Readonly<Record<Exclude<RowKind, TableKind>, () => Parser>> = {
  EventLogReport: eventLogParser,
  ConnectivityONEReport: connectivityParser,
  LocationSnapshotReport: snapshotParser,
};

/** A parser for one pass over a report. */
export function parserOf(kind: RowKind): Parser {
  return isTable(kind) ? tableParser(kind) : PARSERS[kind]();
}

const REGULAR: readonly RowKind[] = [
  'BufferOccupancyReport',
  'TotalContactTimeReport',
  'LocationSnapshotReport',
];

/** Whether there is a row every few seconds, so that a missing end shows. */
export function isRegular(kind: RowKind): boolean {
  return REGULAR.includes(kind);
}
