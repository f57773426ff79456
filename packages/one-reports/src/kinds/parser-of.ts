import { connectivityParser, eventLogParser } from './events.ts';
import type { Kind } from './kind.ts';
import type { Parser } from './parser.ts';
import { snapshotParser } from './snapshots.ts';
import { isTable, tableParser } from './tables.ts';

/** The reports whose lines are rows. */
export type RowKind = Exclude<Kind, 'MessageStatsReport'>;

/** A parser for one pass over a report. */
export function parserOf(kind: RowKind): Parser {
  if (isTable(kind)) return tableParser(kind);
  switch (kind) {
    case 'EventLogReport':
      return eventLogParser();
    case 'ConnectivityONEReport':
      return connectivityParser();
    case 'LocationSnapshotReport':
      return snapshotParser();
  }
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
