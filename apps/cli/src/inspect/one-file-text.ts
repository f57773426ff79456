import type { FileNumbers, SeriesNumbers } from '@ballast/batch';
import { formatBytes } from '@ballast/resource-model';
import type { FileContents, ListedChannel, ListedObject, PositionNeed } from '@ballast/results-model';
import { countText, forTerminal } from '@ballast/text';
import { type AlignedColumn, aligned } from '../show/aligned.ts';
import { numberText, samplesText, seconds } from './words.ts';

/** One file with what was selected of it, and the numbers of the selected series if they were asked for. */
export interface Inspected {
  readonly file: string;
  readonly contents: FileContents;
  readonly channels: readonly ListedChannel[];
  readonly objects: readonly ListedObject[];
  /** In the order of the channels, then of the variables that need no position. */
  readonly numbers: FileNumbers | null;
  readonly shows: { readonly statistics: boolean; readonly spectrum: boolean };
}

/** Numbers that a spectrum adds, with the labels of the analysis. */
const SPECTRUM = ['m0', 'm1', 'm2', 'm4', 'Hm0', 'Tm02', 'Tp'] as const;

/** One file for people, as lines. */
export function oneFileText(inspected: Inspected): readonly string[] {
  const { contents, channels, objects } = inspected;
  const head = [
    `${forTerminal(inspected.file)}: ${contents.format}, ${formatBytes(contents.size)}`,
    ...factLines(inspected),
  ];
  if (contents.channels.length > 0) {
    const count = selected(channels.length, contents.channels.length, 'column');
    return [...head, '', count, ...channelLines(inspected)];
  }
  const withResults = contents.objects.filter(({ variables }) => variables.length > 0);
  return [
    ...head,
    '',
    `${selected(objects.length, withResults.length, 'object')} with results, ${countText(contents.objects.length - withResults.length, 'other object')}`,
    ...objectLines(inspected),
  ];
}

function selected(count: number, all: number, noun: string): string {
  return count === all ? countText(all, noun) : `${count} of ${countText(all, noun)}`;
}

function factLines({ contents, numbers }: Inspected): string[] {
  const { writtenBy, description, start, end, step, plannedEnd, stages } = contents;
  const completeness = numbers?.facts.completeness ?? contents.completeness;
  const warnings = numbers?.facts.warnings ?? contents.warnings;
  const planned = plannedEnd === null || plannedEnd === end ? '' : `, planned to ${seconds(plannedEnd)}`;
  const samples = numbers === null ? samplesText(contents) : String(numbers.facts.samples);
  const period = start === null ? '' : ` from ${seconds(start)} to ${seconds(end)}${planned}`;
  const steps = step === null || step === 0 ? '' : `, step ${seconds(step)}`;
  return [
    ['written by', writtenBy ?? ''],
    ['description', description ?? ''],
    ['samples', `${samples}${period}${steps}`],
    [
      'stages',
      stages.map(({ stage, from, to }) => `${stage}: ${seconds(from)} to ${seconds(to)}`).join(', '),
    ],
    ['status', completeness ?? ''],
    ...warnings.map(({ message }) => ['warning', message] as const),
  ].flatMap(([name, value = '']) =>
    value === '' ? [] : [`  ${name?.padEnd(13)}${forTerminal(value.replaceAll(/\s+/g, ' ').trim())}`],
  );
}

function channelLines(inspected: Inspected): string[] {
  const columns = [
    { head: 'index', right: true },
    { head: 'name' },
    { head: 'unit' },
    ...numberColumns(inspected),
  ];
  const rows = inspected.channels.map(({ index, name, unit }, i) => [
    String(index),
    name,
    unit,
    ...numberCells(inspected, inspected.numbers?.series[i]),
  ]);
  return aligned(columns, rows);
}

const NEEDS: Readonly<Record<PositionNeed, string>> = {
  none: '',
  line: 'a position on the line: at: { end: A }',
  support: 'a support: at: { support: 1 }',
  point: 'a point: at: { point: [x, y, z] }',
  other: 'more than a position',
};

function objectLines(inspected: Inspected): string[] {
  const { objects, numbers } = inspected;
  let next = 0;
  const rows = objects.flatMap(({ name: object, type, variables }) =>
    variables.map(({ name, unit, needs }) => {
      const own = needs === 'none' ? numbers?.series[next++] : undefined;
      return [object, type, name, unit, NEEDS[needs], ...numberCells(inspected, own)];
    }),
  );
  const heads = ['object', 'type', 'variable', 'unit', 'needs'].map((head) => ({ head }));
  return aligned([...heads, ...numberColumns(inspected)], rows);
}

function numberColumns({ numbers, shows }: Inspected): AlignedColumn[] {
  if (numbers === null) return [];
  const names = [
    ...(shows.statistics ? ['n', 'min', 'mean', 'max', 'std'] : []),
    ...(shows.spectrum ? SPECTRUM : []),
  ];
  return [...names.map((head) => ({ head, right: true })), { head: '' }];
}

function numberCells({ numbers, shows }: Inspected, own: SeriesNumbers | undefined): string[] {
  if (numbers === null) return [];
  const { n, min, mean, max, std } = own?.statistics ?? {
    n: null,
    min: null,
    mean: null,
    max: null,
    std: null,
  };
  const reason = own?.spectrum?.reason ?? null;
  return [
    ...(shows.statistics ? [n, min, mean, max, std].map(numberText) : []),
    ...(shows.spectrum ? SPECTRUM.map((name) => numberText(own?.spectrum?.[name] ?? null)) : []),
    own?.problem ?? (reason === null ? '' : String(reason)),
  ];
}
