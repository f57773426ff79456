import type { Kind } from './kind.ts';

/** What the beginning of a report looks like; `key-values` is a report of `key: value` lines that is not known here. */
export type Content = Kind | 'key-values';

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|NaN|Infinity)`;
const exactly = (...words: readonly string[]): RegExp => new RegExp(`^${words.join(String.raw`\s+`)}\\s*$`);

/** Signatures of the first line that says something. Lines of two numbers may be of several kinds. */
const SIGNATURES: readonly (readonly [Kind, RegExp])[] = [
  ['MessageStatsReport', /^Message stats for scenario\b/],
  ['DeliveredMessagesReport', /^# time {2}ID {2}size {2}hopcount\b/],
  ['CreatedMessagesReport', /^# time {2}ID {2}size {2}fromHost\b/],
  ['MessageDelayReport', /^# (?:messageDelay|no messages delivered)\b/],
  ['MessageDeliveryReport', /^# time {2}created\b/],
  ['DistanceDelayReport', /^# (?:Scenario|distance at msg send)\b/],
  ['TotalContactTimeReport', /^# time totalContactTime\b/],
  ['LocationSnapshotReport', /^\[[^\]\s]+\]\s*$/],
  ['ConnectivityONEReport', exactly(NUMBER, 'CONN', String.raw`\d+`, String.raw`\d+`, '(?:up|down)')],
  ['EventLogReport', new RegExp(String.raw`^${NUMBER}\s+(?:CONN|C|S|DE|A|DR|R)\s+\S`)],
  ['ContactsPerHourReport', /^\d+\t\d+\s*$/],
  ['ContactTimesReport', exactly(String.raw`\d+\.\d+`, String.raw`\d+`)],
  ['InterContactTimesReport', exactly(String.raw`\d+\.\d+`, String.raw`\d+`)],
  ['UniqueEncountersReport', exactly(String.raw`\d+`, String.raw`\d+`)],
  ['BufferOccupancyReport', exactly(NUMBER, NUMBER, NUMBER)],
  ['TotalContactTimeReport', exactly(NUMBER, NUMBER)],
  ['MessageDelayReport', exactly(NUMBER, NUMBER)],
  ['MessageDeliveryReport', exactly(NUMBER, NUMBER, NUMBER, NUMBER)],
];

const KEY_VALUE = new RegExp(String.raw`^[^:]+:\s*${NUMBER}\s*$`);

/** The kinds whose first lines may look like these; none if they look like no report. */
export function contentsOf(lines: readonly string[]): readonly Content[] {
  const [first = '', second = ''] = lines.filter((line) => line.trim() !== '');
  const found = SIGNATURES.flatMap(([kind, signature]) => (signature.test(first) ? [kind] : []));
  if (found.length > 0) return [...new Set(found)];
  if (KEY_VALUE.test(first) || KEY_VALUE.test(second)) return ['key-values'];
  return [];
}

/** The kind of a report: that of its name, if the content can be of it, otherwise the first that fits the content. */
export function recognised(
  named: Kind | null,
  contents: readonly Content[],
): { readonly content: Content | null; readonly disagrees: boolean } {
  const [first = null] = contents;
  if (named === null) return { content: first, disagrees: false };
  // A title may have any text, and an own title makes a statistics report no other report.
  const own = contents.includes('key-values') && named === 'MessageStatsReport' ? named : null;
  if (own !== null || contents.includes(named)) return { content: named, disagrees: false };
  return { content: first, disagrees: first !== null };
}
