import { gzipSync } from 'node:zlib';
import { channelsOf, type FieldCase } from './field-case.ts';
import { CHANNELS, head, lines, madeRows, PREAMBLE, type Row, tabbed, text } from './made-text.ts';

const rows = madeRows();
const named = channelsOf(rows);
const NAMES = ['Time', ...CHANNELS.map(({ name }) => name)];
/** The rows with another text in the second channel, in all rows or in one. */
const put = (word: string, only?: number): Row[] =>
  rows.map(({ time, values }, at) => ({
    time,
    values: values.map((value, channel) => (channel === 1 && (only ?? at) === at ? word : value)),
  }));
const spoilt = channelsOf(rows, CHANNELS, [1]);
const all = text(PREAMBLE, head(), lines(rows));

/** Numbers: not finite, not readable, or in another notation; and files that are something else. */
export const NUMBER_CASES: readonly FieldCase[] = [
  ...['NaN', '-Infinity', '********', '1.#QNAN', 'x'].map((word) => ({
    title: `one ${word} in a channel`,
    content: text(PREAMBLE, head(), lines(put(word, 7))),
    status: 'incomplete',
    channels: spoilt,
  })),
  ...['T', '-nan(ind)', '.FALSE.', '1.#IND', 'NaN', ''].map((word) => ({
    title: `a channel of nothing but ${word === '' ? 'blank cells' : word}`,
    content: text(PREAMBLE, head(), lines(put(word))),
    status: 'incomplete',
    channels: spoilt,
  })),
  {
    title: 'a name more than there are columns',
    content: text([tabbed([...NAMES, 'GenPwr']), tabbed(['(s)', '(m)', '(m)', '(m)', '(kW)'])], lines(rows)),
    status: 'failed',
    says: ['5 column names', '4 columns', 'line 3'],
  },
  {
    title: 'a name less than there are columns',
    content: text([tabbed(NAMES.slice(0, 3)), '(s)\t(m)\t(m)'], lines(rows)),
    status: 'failed',
    says: ['3 column names', '4 columns'],
  },
  ...['\t', ' ', ';'].map((separator) => ({
    title: `decimal commas between ${JSON.stringify(separator)}`,
    content: text(
      head().map((line) => line.replaceAll('\t', separator)),
      lines(rows).map((line) => line.replaceAll('\t', separator).replaceAll('.', ',')),
    ),
    status: 'failed',
    says: ['decimal comma', 'line 3'],
  })),
  {
    title: 'times that are dates',
    content: text(head(), lines(rows.map((row) => ({ ...row, time: '2022-02-02T00:00' })))),
    status: 'failed',
    says: ['2022-02-02T00:00', 'line 3'],
  },
  {
    title: 'names without rows',
    content: text(head()),
    status: 'failed',
    says: ['ended before its first output'],
  },
  ...[',', ', ', ';'].map((separator) => ({
    title: `fields between ${JSON.stringify(separator)}`,
    content: text(
      PREAMBLE,
      [...head(), ...lines(rows)].map((line) => line.replaceAll('\t', separator)),
    ),
    status: 'succeeded',
    channels: named,
    warnings: [],
  })),
  { title: 'UTF-16', content: Buffer.from(`\ufeff${all}`, 'utf16le'), status: 'succeeded', channels: named },
  {
    title: 'UTF-16 of the other byte order',
    content: Buffer.from(`\ufeff${all}`, 'utf16le').swap16(),
    status: 'succeeded',
    channels: named,
  },
  {
    title: 'carriage returns alone',
    content: all.replaceAll('\n', '\r'),
    status: 'succeeded',
    channels: named,
  },
  { title: 'a gzip file', content: gzipSync(all), status: 'wrong-format', says: ['gzip'] },
  {
    title: 'a Git LFS pointer',
    name: 'a.outb',
    content: 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n',
    status: 'wrong-format',
    says: ['LFS', 'git lfs pull'],
  },
  {
    title: 'tables of modes',
    content: text(
      ...[1, 2, 3].map((mode) => [`-- Mode ${mode} --`, '', 'span\tdisp\tslope\ttwist', '', ...lines(rows)]),
    ),
    status: 'wrong-format',
    says: ['not a time series'],
  },
  {
    title: 'a table of a blade',
    content: text(['Blade', 'Span\tCurve\tSweep\tTwist', '(m)\t(m)\t(m)\t(deg)'], lines(rows)),
    status: 'wrong-format',
    says: ['a place, not a time'],
  },
  {
    title: 'a table of coefficients among many lines of input data',
    content: text(
      Array.from({ length: 25 }, (_, at) => `${at}   Key${at}   - what it means (-)`),
      ['Alpha\tCl\tCd\tCm', '(deg)\t(-)\t(-)\t(-)'],
      lines(rows),
    ),
    status: 'wrong-format',
  },
  {
    title: 'a short polar',
    content: text(['Polar of a foil', 'Alpha\tCl\tCd\tCm'], lines(rows)),
    status: 'succeeded',
  },
];
