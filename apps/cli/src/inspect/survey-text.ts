import {
  type ListDifference,
  listDifferences,
  namesIn,
  type Survey,
  type SurveyedFile,
} from '@ballast/batch';
import { formatBytes } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { aligned } from '../show/aligned.ts';
import { samplesText, seconds } from './words.ts';

/** Names and files that are named in one line; the rest is counted. */
const MOST_NAMED = 5;

/** A line for each file. */
export function surveyLines({ files, lists }: Survey): string[] {
  const counts = lists.map((list) => String(namesIn(list).length));
  const columns = [
    { head: 'file' },
    { head: 'size', right: true },
    { head: 'samples', right: true },
    { head: 'step', right: true },
    { head: 'start', right: true },
    { head: 'end', right: true },
    { head: 'channels', right: true },
    { head: 'status' },
    { head: 'format' },
    { head: 'written by' },
  ];
  return aligned(
    columns,
    files.map(({ file, facts, fault, list }) => {
      if (facts === null) return [file, '', '', '', '', '', '', fault?.message ?? ''];
      const { size, step, start, end, completeness, format, writtenBy, warnings } = facts;
      const status = [completeness ?? 'not loaded', ...warnings.map(({ code }) => code)].join(' ');
      const times = [step, start, end].map(seconds);
      const channels = counts[list ?? -1] ?? '';
      return [
        file,
        formatBytes(size),
        samplesText(facts),
        ...times,
        channels,
        status,
        format,
        writtenBy ?? '',
      ];
    }),
  );
}

/** How many files there are, and which of them do not have the same channels. */
export function differenceLines(survey: Survey): string[] {
  const { files, lists } = survey;
  const unread = files.filter(({ facts }) => facts === null);
  const cannot = unread.length === 0 ? '' : `, of which ${unread.length} cannot be read`;
  const head = `${countText(files.length, 'file')}${cannot}`;
  const { usual, others } = listDifferences(lists, files);
  if (usual === null) return [head];
  const known = files.filter(({ list }) => list !== null).length;
  const names = namesIn(lists[usual] ?? { channels: [], objects: [] }).length;
  const channels = countText(names, 'channel');
  if (others.length === 0) return [`${head}; ${known === 1 ? 'it has' : 'all have the same'} ${channels}`];
  const same = files.filter(({ list }) => list === usual).length;
  return [
    `${head}; ${same} have the same ${channels}, ${known - same} differ:`,
    ...others.map((one) => `  ${filesOf(one, files)}: ${differenceText(one)}`),
  ];
}

function filesOf({ list }: ListDifference, files: readonly SurveyedFile[]): string {
  return some(files.flatMap((one) => (one.list === list ? [one.file] : [])));
}

function differenceText({ missing, extra, otherUnit, reordered }: ListDifference): string {
  if (reordered) return 'the same channels in another order';
  return [
    missing.length === 0 ? '' : `without ${some(missing)}`,
    extra.length === 0 ? '' : `with ${some(extra)}`,
    otherUnit.length === 0
      ? ''
      : some(
          otherUnit.map(
            ({ name, unit, usual }) => `${name} in ${unit || 'no unit'} instead of ${usual || 'no unit'}`,
          ),
        ),
  ]
    .filter((text) => text !== '')
    .join('; ');
}

function some(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).map(forTerminal).join(', ')}${more}`;
}
