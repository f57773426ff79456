import { channelsOf, type FieldCase } from './field-case.ts';
import {
  CHANNELS,
  head,
  leftAligned,
  lines,
  madeRows,
  PREAMBLE,
  rightAligned,
  tabbed,
  text,
} from './made-text.ts';

const rows = madeRows();
const named = channelsOf(rows);
const unitless = CHANNELS.map(({ name }) => ({ name, unit: '' }));
const withoutUnits = channelsOf(rows, unitless);
const NAMES = ['Time', ...CHANNELS.map(({ name }) => name)];
const SWAPS = ['Swap(   1)', 'Swap(   2)', 'Swap(   3)'].map((name) => ({ name, unit: '(-)' }));
const WORDS = ['Tower base', 'Blade 1 root', 'Line 2 end A'].map((name) => ({ name, unit: '(kN m)' }));
const GERMAN = [
  { name: 'Wellenhöhe', unit: '(m)' },
  { name: 'Schräglage', unit: '(°)' },
  { name: 'Turmfuß', unit: '(kN·m)' },
];
const GREEK = [...GERMAN.slice(0, 2), { name: 'Ω_rotor', unit: '(rad/s²)' }];

/** Heads: what is a name, a unit, a sentence. */
export const HEAD_CASES: readonly FieldCase[] = [
  {
    title: 'a usual head',
    content: text(PREAMBLE, head(), lines(rows)),
    status: 'succeeded',
    channels: named,
    warnings: [],
  },
  {
    title: 'names with blanks in brackets, of fixed width',
    content: text(['', '', '', ''], head(SWAPS, rightAligned), lines(rows, rightAligned)),
    status: 'succeeded',
    channels: channelsOf(rows, SWAPS),
    warnings: [],
  },
  ...[rightAligned, leftAligned, tabbed].map((layout, at) => ({
    title: `names and units of several words, ${['aligned right', 'aligned left', 'with tabs'][at]}`,
    content: text(head(WORDS, layout), lines(rows, layout)),
    status: 'succeeded',
    channels: channelsOf(rows, WORDS),
    warnings: [],
  })),
  ...[0, 1, 2].map((blank) => {
    const channels = CHANNELS.map((channel, at) => (at === blank ? { ...channel, unit: '' } : channel));
    return {
      title: `a blank unit of fixed width in column ${blank + 1}`,
      content: text(PREAMBLE, head(channels, rightAligned), lines(rows, rightAligned)),
      status: 'succeeded',
      channels: channelsOf(rows, channels),
      warnings: [],
    };
  }),
  {
    title: 'a blank unit between tabs',
    content: text(PREAMBLE, [tabbed(NAMES), '(s)\t(m)\t\t(kN-m)'], lines(rows)),
    status: 'succeeded',
    channels: channelsOf(
      rows,
      [...CHANNELS].map((one, at) => (at === 1 ? { ...one, unit: '' } : one)),
    ),
  },
  {
    title: 'a sentence of as many words as there are columns above names without units',
    content: text(['Results of one case'], [['t', ...NAMES.slice(1)].join('  ')], lines(rows)),
    status: 'succeeded',
    channels: withoutUnits,
  },
  {
    title: 'a sentence alone above rows',
    content: text(['Results of one case'], lines(rows)),
    status: 'wrong-format',
  },
  {
    title: 'units alone above rows',
    content: text([tabbed(['(s)', '(m)', '(kN)', '(kN-m)'])], lines(rows)),
    status: 'wrong-format',
  },
  {
    title: 'a title that begins with the word time above names of another first column',
    content: text(['Time history data file', 'Case Surge FairTen1 TwrMomt'], lines(rows)),
    status: 'succeeded',
    channels: withoutUnits,
  },
  {
    title: 'names behind a comment mark',
    content: text(['# made by a script'], [`# ${NAMES.join(' ')}`], lines(rows)),
    status: 'succeeded',
    channels: withoutUnits,
  },
  ...(['utf8', 'latin1'] as const).map((encoding) => ({
    title: `letters that are not ASCII in ${encoding}`,
    content: Buffer.from(text(PREAMBLE, head(GERMAN), lines(rows)), encoding),
    status: 'succeeded',
    channels: channelsOf(rows, GERMAN),
  })),
  ...[leftAligned, rightAligned, tabbed].map((layout, at) => ({
    title: `letters of several bytes, layout ${at}`,
    content: Buffer.from(text(head(GREEK, layout), lines(rows, layout)), 'utf8'),
    status: 'succeeded',
    channels: channelsOf(rows, GREEK),
  })),
];
