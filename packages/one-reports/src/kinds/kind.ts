/** The reports with a form of their own. Every other report is one of `key: value` lines, or it is refused. */
export const KINDS = [
  'MessageStatsReport',
  'EventLogReport',
  'ConnectivityONEReport',
  'DeliveredMessagesReport',
  'CreatedMessagesReport',
  'MessageDelayReport',
  'MessageDeliveryReport',
  'DistanceDelayReport',
  'ContactTimesReport',
  'InterContactTimesReport',
  'BufferOccupancyReport',
  'TotalContactTimeReport',
  'UniqueEncountersReport',
  'ContactsPerHourReport',
  'LocationSnapshotReport',
] as const;
export type Kind = (typeof KINDS)[number];

/** What the name of a report says. */
export interface ReportName {
  /** The folder and the name before the kind: reports of one run share it. */
  readonly run: string;
  /** As written, `MessageStatsReport` or the name of a report that is not known here. */
  readonly report: string;
  readonly kind: Kind | null;
  /** Of a report that is split into intervals: its number, from 0. */
  readonly interval: number | null;
}

/** The kind is matched from the end: the name of a scenario may have underscores. */
const NAME = /^(.*?)_?([A-Za-z0-9]*Report(?:er)?)(?:_(\d{4}))?\.txt$/s;

/** Null for a name that does not end like that of a report. `path` may have slashes of either kind. */
export function reportName(path: string): ReportName | null {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const found = NAME.exec(path.slice(slash));
  if (found === null) return null;
  const [, stem = '', report = '', number] = found;
  const kind = KINDS.find((known) => known === report) ?? null;
  return {
    run: path.slice(0, slash) + stem,
    report,
    kind,
    interval: number === undefined ? null : Number(number),
  };
}
