import { escapedPattern, reportPatterns, type Translated } from './native.ts';
import {
  at,
  entriesAt,
  itemsAt,
  type Place,
  remarkOnOthers,
  textAt,
  textsAt,
  wholeAt,
  wrong,
} from './place.ts';

const KNOWN = [
  'folder',
  'file_filter',
  'report_types',
  'filename_pattern',
  'data_separator',
  'ignore_fields',
  'average_groups',
  'output',
];

/** Reads `averager_config.json`: the same groups and files, in a folder of their own. */
export function translateAverager(root: Place): Translated {
  remarkOnOthers(root, KNOWN);
  separatorAt(root);
  const folder =
    textAt(at(root, 'folder'), 'the path of a folder') ?? missing(at(root, 'folder'), 'a folder');
  const pattern = at(root, 'filename_pattern');
  const positions = positionsAt(at(pattern, 'components'));
  const names = {
    delimiter: textAt(at(pattern, 'delimiter'), 'the text between the parts of a name') ?? '_',
    positions,
    extract: extractAt(at(pattern, 'extract'), positions),
  };
  const groups = itemsAt(at(root, 'average_groups'));
  if (groups.length === 0) wrong(at(root, 'average_groups'), 'a list with at least one group');
  const common = {
    ignore: textsAt(at(root, 'ignore_fields'), 'the name of a field'),
    precision: wholeAt(at(root, 'output', 'precision'), 'a whole number') ?? 4,
  };
  const tables = groups.map((group) => tableOf(group, { common, parts: Object.keys(positions) }));
  const templates = tables.map(({ template }) => template);
  return { folder, outputFolder: 'averages', ...inputsOf(root, templates), names, tables };
}

interface Group {
  readonly [key: string]: unknown;
  readonly template: string;
}

function tableOf(
  group: Place,
  { common, parts }: { readonly common: object; readonly parts: readonly string[] },
): Group {
  remarkOnOthers(group, ['name', 'group_by', 'min_files', 'output_template']);
  const name = textAt(at(group, 'name'), 'the name of a group') ?? missing(at(group, 'name'), 'a name');
  const template =
    textAt(at(group, 'output_template'), 'a file name with parts in braces') ??
    missing(at(group, 'output_template'), 'a file name with parts in braces');
  const groupBy = itemsAt(at(group, 'group_by')).flatMap((one) => {
    const part = textAt(one, 'the name of a component') ?? '';
    if (parts.includes(part)) return [part];
    wrong(one, `one of the components ${parts.join(', ')}`);
    return [];
  });
  const minFiles = wholeAt(at(group, 'min_files'), 'a whole number of at least 1') ?? 2;
  return { name, layout: 'averages', groupBy, minFiles: Math.max(1, minFiles), ...common, template };
}

/** Without types of reports every file counts that is not one of the averages. */
function inputsOf(root: Place, templates: readonly string[]): Pick<Translated, 'include' | 'exclude'> {
  const filter = at(root, 'file_filter');
  remarkOnOthers(filter, ['extension', 'contains']);
  const extension = textAt(at(filter, 'extension'), 'an extension such as .txt') ?? '.txt';
  const types = textsAt(at(root, 'report_types'), 'the name of a report');
  if (types.length > 0)
    return { include: types.flatMap((type) => reportPatterns(type, extension)), exclude: [] };
  const contains = containedIn(at(filter, 'contains'));
  const include = [contains === '' ? `*${escapedPattern(extension)}` : `*${escapedPattern(contains)}*`];
  const exclude = templates.map((template) =>
    template
      .split(/\{[^{}]*\}/)
      .map(escapedPattern)
      .join('*'),
  );
  return { include, exclude };
}

/** An empty text is the usual way to filter nothing. */
function containedIn({ value }: Place): string {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
}

export function separatorAt(root: Place): void {
  const place = at(root, 'data_separator');
  const separator = textAt(place, 'a colon') ?? ':';
  if (separator !== ':') wrong(place, 'a colon, which separates keys and values in reports');
}

export function positionsAt(place: Place): Readonly<Record<string, number>> {
  const found = entriesAt(place).flatMap(([name, own]): [string, number][] => {
    const position = wholeAt(own, 'the position of a part, from 0');
    return position === null ? [] : [[name, position]];
  });
  if (found.length === 0) wrong(place, 'a mapping of parts to positions');
  return Object.fromEntries(found);
}

function extractAt(
  place: Place,
  positions: Readonly<Record<string, number>>,
): Readonly<Record<string, string>> {
  const found = entriesAt(place).flatMap(([name, own]): [string, string][] => {
    const pattern = textAt(own, 'a regular expression');
    // What is taken of a part that there is not has no effect.
    return pattern === null || !Object.hasOwn(positions, name) ? [] : [[name, pattern]];
  });
  return Object.fromEntries(found);
}

export function missing(place: Place, expected: string): string {
  if (place.value === undefined) wrong(place, expected);
  return '';
}
