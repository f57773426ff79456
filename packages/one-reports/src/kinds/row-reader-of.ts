import { connectivityReader, eventLogReader } from './events.ts';
import type { Kind } from './kind.ts';
import type { RowReader } from './row-reader.ts';
import { snapshotReader } from './snapshots.ts';
import { isTable, type TableKind, tableRowReader } from './tables.ts';

/** The reports whose lines are rows. */
export type RowKind = Exclude<Kind, 'MessageStatsReport'>;

const READERS: Readonly<Record<Exclude<RowKind, TableKind>, () => RowReader>> = {
  EventLogReport: eventLogReader,
  ConnectivityONEReport: connectivityReader,
  LocationSnapshotReport: snapshotReader,
};

/** A reader for one pass over a report. */
export function rowReaderOf(kind: RowKind): RowReader {
  return isTable(kind) ? tableRowReader(kind) : READERS[kind]();
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
