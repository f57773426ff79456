import { channelsOf, type FieldCase } from './field-case.ts';
import {
  CHANNELS,
  type Channel,
  head,
  lines,
  madeRows,
  PREAMBLE,
  type Row,
  rightAligned,
  text,
} from './made-text.ts';

const rows = madeRows();
const named = channelsOf(rows);
const other = madeRows({ seed: 2 });
const later = madeRows({ seed: 1, start: 2.5 });
const TURNED: readonly Channel[] = [...CHANNELS].reverse();
const NEWTON = CHANNELS.map((channel) => ({ ...channel, unit: channel.unit.replace('kN', 'N') }));
const restarted: readonly Row[] = [...rows.slice(0, 25), ...later];
const broken = lines(rows).map((line, at) => (at % 4 === 1 ? line.slice(0, line.lastIndexOf('\t')) : line));
const whole = rows.filter((_, at) => at % 4 !== 1);
const interleaved = rows.flatMap((row, at) => [row, other[at] ?? row]);
const thinned = [...rows.slice(0, 20), ...rows.slice(30)];
const long = madeRows({ count: 500 });

/** Rows: of two runs, lost, doubled, out of order. */
export const ROW_CASES: readonly FieldCase[] = [
  {
    title: 'a second head with the names in another order',
    content: text(PREAMBLE, head(), lines(rows), PREAMBLE, head(TURNED), lines(other)),
    status: 'partial',
    channels: named,
    warnings: ['SECOND_HEAD'],
    says: ['line 55', 'line 7'],
  },
  {
    title: 'a second head with a channel more',
    content: text(head(CHANNELS.slice(0, 2)), lines(madeRows({ channels: 2 })), head(), lines(other)),
    status: 'partial',
    channels: channelsOf(rows, CHANNELS.slice(0, 2)),
    warnings: ['SECOND_HEAD'],
  },
  {
    title: 'a second head with other units above rows that go on',
    content: text(head(), lines(rows), head(NEWTON), lines(madeRows({ start: 4 }))),
    status: 'partial',
    channels: named,
    warnings: ['SECOND_HEAD'],
  },
  {
    title: 'the same run twice',
    content: text(head(), lines(rows), PREAMBLE, head(), lines(rows)),
    status: 'partial',
    channels: named,
    warnings: ['SECOND_HEAD'],
  },
  {
    title: 'the same head again above rows that go on',
    content: text(PREAMBLE, head(), lines(rows), PREAMBLE, head(), lines(madeRows({ start: 4, seed: 1 }))),
    status: 'succeeded',
    channels: channelsOf([...rows, ...madeRows({ start: 4, seed: 1 })]),
    warnings: ['HEAD_REPEATED'],
  },
  {
    title: 'rows after a restart that replace earlier ones',
    content: text(PREAMBLE, head(), lines(rows), ['#Restarting here'], lines(later)),
    status: 'succeeded',
    channels: channelsOf(restarted),
    warnings: ['RESTARTED'],
    says: ['15 rows'],
  },
  {
    title: 'rows after a restart below the same head',
    content: text(PREAMBLE, head(), lines(rows), ['#Restarting here'], head(), lines(later)),
    status: 'succeeded',
    channels: channelsOf(restarted),
  },
  {
    title: 'rows after a restart without its mark',
    content: text(head(), lines(rows), lines(later)),
    status: 'suspect',
    warnings: ['TIMES_NOT_INCREASING'],
    says: ['15 of 80'],
  },
  {
    title: 'two simulations whose rows alternate',
    content: text(head(), lines(interleaved)),
    status: 'suspect',
    warnings: ['TIMES_NOT_INCREASING'],
  },
  {
    title: 'every fourth row cut',
    content: text(head(), broken),
    status: 'suspect',
    channels: channelsOf(whole),
    says: ['10 lines', 'line 4'],
  },
  {
    title: 'a block of rows missing',
    content: text(head(), lines(thinned)),
    status: 'suspect',
    channels: channelsOf(thinned),
    warnings: ['TIMES_GAP'],
    says: ['10 rows'],
  },
  {
    title: 'one cut row of many',
    content: text(
      head(),
      lines(long).map((line, at) => (at === 99 ? '9.9\t1' : line)),
    ),
    status: 'succeeded',
    channels: channelsOf(long.filter((_, at) => at !== 99)),
    warnings: ['LINE_SKIPPED', 'TIMES_GAP'],
  },
  {
    title: 'a last row that is cut',
    content: `${text(head(), lines(rows))}4.0000\t1.0`,
    status: 'partial',
    channels: named,
    warnings: ['LAST_LINE_CUT'],
  },
  {
    title: 'a period that begins before the file',
    content: text(head(), lines(madeRows({ start: 60 }))),
    period: { kind: 'range', from: 0, to: 62 },
    status: 'succeeded',
    channels: channelsOf(madeRows({ start: 60, count: 21 })),
    warnings: ['PERIOD_BEFORE_START'],
  },
  {
    title: 'a period that begins with a file whose first row is one step late',
    content: text(head(CHANNELS, rightAligned), lines(madeRows({ start: 0.1 }), rightAligned)),
    period: { kind: 'range', from: 0, to: 4 },
    status: 'succeeded',
    channels: channelsOf(madeRows({ start: 0.1 })),
    warnings: [],
  },
];
