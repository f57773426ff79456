import { nameKey, nameProblem, pathText } from '@ballast/config/yaml';
import type { Analysis, ColumnSpec } from '@ballast/results-model';
import { printable } from '@ballast/text';
import { linkedColumn, summaryColumn, timeSeriesColumn } from './columns.ts';
import { merged } from './merge.ts';
import { problem, warning } from './notes.ts';
import { at, flagAt, isNothing, itemsAt, numberAt, type Place, textAt, wrong } from './place.ts';
import { rainFlowOf } from './rain-flow.ts';
import { rangeGraphsOf } from './range-graphs.ts';

type ReadKind = 'summary' | 'linked' | 'time-series';
export type GroupKind = ReadKind | 'rain-flow' | 'range-graph' | 'range-envelope';

/** One group of columns: one file, or one for each input if it is a group of time series. */
export interface Group {
  readonly kind: GroupKind;
  readonly label: string;
  readonly columns: readonly ColumnSpec[];
  readonly decimals: number;
  /** Whether rows below have the minimum, maximum, mean and standard deviation over the files. */
  readonly foot: boolean;
  /** What is computed from each column; groups of kind `rain-flow` only. */
  readonly analysis?: Analysis;
}

interface KindOfGroup {
  readonly kind: ReadKind;
  /** Its key below `orcaflex.postprocess`. */
  readonly flag: string;
  readonly settings: string;
  readonly read: (place: Place) => ColumnSpec | null;
}

const KINDS: readonly KindOfGroup[] = [
  { kind: 'summary', flag: 'summary', settings: 'summary_settings', read: summaryColumn },
  { kind: 'linked', flag: 'linked_statistics', settings: 'linked_statistics_settings', read: linkedColumn },
  { kind: 'time-series', flag: 'time_series', settings: 'time_series_settings', read: timeSeriesColumn },
];

/** The least that a kind of group needs, ready to be copied. */
function exampleOf({ kind, settings }: KindOfGroup): string {
  const object = 'ObjectName: Line1';
  const at = 'ArcLength: [0], Label: End A tension';
  const column = {
    summary: `Command: TimeHistory, ${object}, Variable: Effective Tension, ${at}, Statistic_Type: Max`,
    linked: `${object}, Variable: [Effective Tension, Declination], ${at}`,
    'time-series': `Command: TimeHistory, ${object}, Variable: Effective Tension, ${at}`,
  }[kind];
  return `${settings}: { groups: [{ Label: lines, Columns: [{ ${column} }] }] }`;
}

interface Found {
  readonly group: Group;
  /** Of its label. */
  readonly place: Place;
}

/** Every group whose flag is on, in the order summary, linked statistics, time series, then what is made of whole curves. */
export function groupsOf(root: Place): readonly Group[] {
  const found = KINDS.flatMap((kind) => groupsOfKind(root, kind));
  refuseEqualFiles(found);
  const flags = [...KINDS.map(({ flag }) => flag), 'RangeGraph'];
  const on = flags.some((flag) => flagAt(at(root, 'orcaflex', 'postprocess', flag, 'flag'), false));
  if (!on) {
    wrong(
      at(root, 'orcaflex', 'postprocess'),
      'summary, linked_statistics, time_series or RangeGraph with `flag: True`: nothing would be written',
    );
  }
  const groups = found.map(({ group }) => group);
  return [...groups, ...rainFlowGroups(root, groups), ...rangeGraphGroups(root)];
}

/** The same series as in the groups of time series. */
function rainFlowGroups(root: Place, groups: readonly Group[]): readonly Group[] {
  const analysis = rainFlowOf(root);
  if (analysis === null) return [];
  return groups
    .filter(({ kind }) => kind === 'time-series')
    .map((group) => ({ ...group, kind: 'rain-flow', label: `${group.label}_rain_flow`, analysis }));
}

function rangeGraphGroups(root: Place): readonly Group[] {
  const graphs = rangeGraphsOf(root);
  if (graphs === null) return [];
  return [
    { kind: 'range-graph', label: 'RangeGraph', ...graphs, foot: false },
    { kind: 'range-envelope', label: 'RangeGraph_envelope', ...graphs, foot: false },
  ];
}

function groupsOfKind(root: Place, kind: KindOfGroup): readonly Found[] {
  const section = at(root, 'orcaflex', 'postprocess', kind.flag);
  const flag = at(section, 'flag');
  if (!flagAt(flag, false)) return [];
  const settings = at(root, kind.settings);
  const listed = at(settings, 'groups');
  const master = itemsAt(at(root, `${kind.settings}_master`, 'groups'));
  const groups = itemsAt(listed);
  if (groups.length === 0) {
    problem(root.notes, flag.origin, {
      path: flag.path,
      expected: `groups in ${kind.settings}`,
      found: isNothing(settings) ? 'no such section' : 'none',
      hint: `turn it off with \`flag: False\`, or write, with your own names: ${exampleOf(kind)}`,
    });
    return [];
  }
  if (kind.kind === 'time-series' && !wantsData(settings, at(root, `${kind.settings}_master`))) return [];
  const words = 'a whole number from 0 to 15';
  const decimals = numberAt(at(section, 'csv_decimal'), words, { least: 0, most: 15 }) ?? 6;
  const foot = kind.kind === 'summary' && hasFoot(section);
  return groups
    .map((group, i) =>
      readGroup(withTemplate(group, master[i]), { kind, decimals: Math.round(decimals), foot }),
    )
    .filter((group) => group !== null);
}

/** `data: False` writes nothing, whatever the flag. */
function wantsData(settings: Place, master: Place): boolean {
  const own = at(settings, 'data');
  const data = isNothing(own) ? at(master, 'data') : own;
  if (flagAt(data, true)) return true;
  const expected = 'data: True for files of time series';
  warning(data.notes, data.origin, { path: data.path, expected, found: 'False; none are written' });
  return false;
}

function hasFoot(section: Place): boolean {
  return ['Minimum', 'Maximum', 'Mean', 'StdDev'].some((name) =>
    flagAt(at(section, 'statistics', name), false),
  );
}

/**
 * A group merged over the master group with the same index. The first column of the master is a template for every
 * column; each gets its own copy, so that the values of one column never reach the next.
 */
function withTemplate(group: Place, master: Place | undefined): Place {
  if (master?.value?.kind !== 'mapping' || group.value?.kind !== 'mapping') return group;
  const template = itemsAt(at(master, 'Columns'))[0]?.value;
  const columns = group.value.entries.get('Columns');
  const whole = merged(master.value, group.value);
  if (whole.kind !== 'mapping' || columns?.value.kind !== 'list') return { ...group, value: whole };
  const items = columns.value.items.map((item) => (template === undefined ? item : merged(template, item)));
  const entries = new Map(whole.entries);
  entries.set('Columns', { keyOrigin: columns.keyOrigin, value: { ...columns.value, items } });
  return { ...group, value: { ...whole, entries } };
}

interface GroupContext {
  readonly kind: KindOfGroup;
  readonly decimals: number;
  readonly foot: boolean;
}

function readGroup(place: Place, { kind, decimals, foot }: GroupContext): Found | null {
  const labelPlace = labelPlaceOf(place);
  const label = labelOf(labelPlace);
  const listed = at(place, 'Columns');
  const columnPlaces = itemsAt(listed);
  if (columnPlaces.length === 0 && !(kind.kind === 'summary' && isEmptyList(listed))) {
    const hint = kind.kind === 'summary' ? '`Columns: []` for the run status of every file alone' : undefined;
    return wrong(listed, 'a list of columns', hint);
  }
  const columns = columnPlaces.map((column) =>
    column.value?.kind === 'mapping'
      ? kind.read(column)
      : wrong(column, 'a mapping with Variable, Label and so on'),
  );
  if (kind.kind !== 'linked') warnOfEqualLabels(columnPlaces, columns);
  if (kind.kind === 'time-series') requireOnePeriod(columnPlaces, columns);
  const whole = columns.filter((column) => column !== null);
  if (label === null || whole.length < columns.length) return null;
  return { group: { kind: kind.kind, label, columns: whole, decimals, foot }, place: labelPlace };
}

/** A summary without columns lists the run status of every file. */
function isEmptyList({ value }: Place): boolean {
  return value?.kind === 'list' && value.items.length === 0;
}

/** Old files call it SummaryFileName. */
function labelPlaceOf(group: Place): Place {
  const own = at(group, 'Label');
  const old = at(group, 'SummaryFileName');
  return isNothing(own) && !isNothing(old) ? old : own;
}

function labelOf(place: Place): string | null {
  if (isNothing(place)) return wrong(place, 'a label of the group: it becomes part of the file name');
  const label = textAt(place, 'a label');
  const unsafe = label === null ? null : nameProblem(`x_${label}`);
  return unsafe === null ? label : wrong(place, `${unsafe} (it becomes part of the file name)`);
}

function warnOfEqualLabels(places: readonly Place[], columns: readonly (ColumnSpec | null)[]): void {
  const first = new Map<string, Place>();
  for (const [i, column] of columns.entries()) {
    const place = places[i];
    if (column === null || column.label === null || place === undefined) continue;
    const earlier = first.get(column.label);
    if (earlier === undefined) first.set(column.label, place);
    else {
      const found = `\`${column.label}\` again, after ${pathText(earlier.path)}; both are written`;
      const label = at(place, 'Label');
      warning(place.notes, label.origin, { path: label.path, expected: 'each label once', found });
    }
  }
}

function requireOnePeriod(places: readonly Place[], columns: readonly (ColumnSpec | null)[]): void {
  const periods = columns.map((column) => (column?.kind === 'series' ? JSON.stringify(column.period) : null));
  const [wanted] = periods.filter((period) => period !== null);
  for (const [i, period] of periods.entries()) {
    const place = places[i];
    if (period === null || period === wanted || place === undefined) continue;
    wrong(at(place, 'SimulationPeriod'), 'the period of the first column: they share the column time');
  }
}

/** Reports groups that would write the same file; case is ignored, as on Windows. */
function refuseEqualFiles(found: readonly Found[]): void {
  const first = new Map<string, Place>();
  for (const { group, place } of found) {
    // Files of time series begin with the name of an input, the others with that of the configuration.
    const key = `${group.kind === 'time-series'} ${nameKey(group.label)}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, place);
      continue;
    }
    problem(place.notes, place.value?.origin ?? place.origin, {
      path: place.path,
      expected: 'a label of its own for each group: both would write the same file',
      found: `\`${printable(group.label)}\` again, after ${pathText(earlier.path)}`,
    });
  }
}
