import type { ReaderName } from '@ballast/config';
import { selectNames } from '@ballast/results-model';
import { countText, forTerminal } from '@ballast/text';
import type { ChannelList } from './channel-lists.ts';

/** What a new batch file is about. */
export interface Starter {
  readonly reader: ReaderName;
  /** Patterns of the inputs, relative to the folder of the batch file. */
  readonly include: readonly string[];
  readonly files: number;
  /** What most of them have; null if that is not known. */
  readonly list: ChannelList | null;
  /** Names and patterns; none for a choice of those that the files have. */
  readonly channels: readonly string[];
  readonly statistics: readonly string[];
  /** Seconds at the beginning that do not count. */
  readonly from: number | null;
  readonly output: string;
}

/** Channels that most people look at first, as far as a file has them. */
const USUAL = [
  'Wind1VelX',
  'GenPwr',
  'RotSpeed',
  'BldPitch1',
  'RootM?b1',
  'RootM?c1',
  'TwrBsM?t',
  'Ptfm[SH][uwe]*',
  'PtfmPitch',
  'FAIRTEN?',
];
const MOST_NAMED = 12;
const WIDTH = 110;

/** The text of a batch file with comments; every name in it is one that the files have, as far as that is known. */
export function starterText(starter: Starter): string {
  const { reader, include, files, statistics, from, output } = starter;
  const lines = [
    '# yaml-language-server: $schema=./ballast.schema.json',
    '# `ballast schema > ballast.schema.json` makes that file: editors then complete and check this one.',
    '# `ballast run` runs the batch, `ballast plan` predicts it. Paths count from the folder of this file.',
    'version: 1',
    `reader: ${reader}`,
    '',
    `# ${countText(files, 'file')} when this was written; a pattern with ! in front excludes.`,
    'inputs:',
    '  directory: .',
    `  include: [${include.map(quoted).join(', ')}]`,
    '',
    '# Tables, journal and report. The same batch again reads only what has changed.',
    `output: ${quoted(output)}`,
    '',
    'tables:',
    '  - name: statistics',
    '    # wide: a row for each file. long: a row for each file and channel.',
    '    layout: wide',
    '    # Also tMin, tMax, rms, skew, kurt, quantiles such as p99, and { del: { m: [4, 10] } } for equivalent loads.',
    `    statistics: [${statistics.join(', ')}]`,
    ...(from === null
      ? ['    # period: [60, null]   # seconds; without the first minute']
      : ['    # Seconds; null is the end of the simulation.', `    period: [${from}, null]`]),
    ...columnLines(starter),
  ];
  return `${lines.join('\n')}\n`;
}

function columnLines({ reader, list, channels }: Starter): string[] {
  if (channels.length > 0) return ['    columns:', ...channels.map((name) => `      - ${quoted(name)}`)];
  return reader === 'orcaflex' ? modelLines(list) : channelLines(list);
}

function channelLines(list: ChannelList | null): string[] {
  const known = (list?.channels ?? []).filter(({ index }) => index > 0);
  if (known.length === 0)
    return ['    # Names of channels, or patterns: "Twr*", "Root*[123]", "!Time".', '    columns: ["*"]'];
  const usual = selectNames(known, USUAL).flatMap((position) => known[position] ?? []);
  const chosen = (usual.length > 0 ? usual : known).slice(0, MOST_NAMED);
  const others = known.filter((one) => !chosen.includes(one));
  return [
    '    # Patterns are allowed: "Twr*", "Root*[123]", and "!Time" to leave something out. "*" is everything.',
    '    columns:',
    ...chosen.map(
      ({ name, unit }) => `      - ${quoted(name)}${unit === '' ? '' : `   # ${forTerminal(unit)}`}`,
    ),
    ...(others.length === 0
      ? []
      : ['    # The files also have:', ...wrapped(others.map(({ name }) => forTerminal(name)))]),
  ];
}

/** The first variable of each of the first objects. */
function modelLines(list: ChannelList | null): string[] {
  const objects = (list?.objects ?? []).filter(({ variables }) => variables.length > 0);
  const head = [
    '    # `ballast inspect FILE` lists objects, variables and the positions that they need.',
    '    columns:',
  ];
  if (objects.length === 0) {
    return [
      '    # An example: without the library of OrcaFlex the names in the files are not known.',
      ...head,
      '      - { object: Line1, variable: Effective Tension, at: { end: A } }',
    ];
  }
  const columns = objects.slice(0, MOST_NAMED).flatMap(({ name, variables }) => {
    const variable = variables.find(({ needs }) => needs === 'line' || needs === 'none');
    if (variable === undefined) return [];
    const at = variable.needs === 'line' ? ', at: { end: A }' : '';
    return [`      - { object: ${quoted(name)}, variable: ${quoted(variable.name)}${at} }`];
  });
  const others = objects.slice(MOST_NAMED).map(({ name }) => forTerminal(name));
  return [...head, ...columns, ...(others.length === 0 ? [] : ['    # Other objects:', ...wrapped(others)])];
}

/** As a comment of several lines. */
function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    if (line !== '' && line.length + name.length + 2 > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? `    #   ${name}` : `${line}, ${name}`;
  }
  return [...lines, line];
}

/** A YAML scalar in double quotes without anything invisible. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[^\u0020-\u007e]/g, (unit) =>
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(unit)
      ? unit
      : `\\u${(unit.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
