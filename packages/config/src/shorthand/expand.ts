import { type Located, valueAt } from '../yaml/located.ts';
import { inputPaths } from './input-paths.ts';
import {
  changed,
  eachOf,
  isText,
  list,
  listOf,
  mapping,
  renamed,
  scalar,
  withDefault,
} from './located-edits.ts';
import { type Selected, selectionOf } from './selection.ts';
import { statisticName } from './statistic-names.ts';

/**
 * The full form of everything that may be written shorter. What was short keeps its position, so mistakes are reported
 * where they are; what is already in full, or of a wrong type, stays as it is. Expanding twice changes nothing.
 */
export function expanded(root: Located): Located {
  const inputs = changed(root, 'inputs', expandedInputs);
  const formats = changed(inputs, 'formats', listOf);
  return changed(formats, 'tables', (tables) => eachOf(tables, expandedTable));
}

function expandedInputs(inputs: Located): Located {
  const short = listOf(inputs);
  if (short.kind === 'list') {
    if (short.items.length === 0 || !short.items.every(isText)) return inputs;
    const written = short.items.map((item) => String(isText(item) ? item.value : ''));
    const { directory, include } = inputPaths(written);
    const { origin } = inputs;
    const patterns = include?.map((pattern, i) => scalar(pattern, short.items[i]?.origin ?? origin));
    const only = { directory: scalar(directory, origin) };
    return mapping(patterns === undefined ? only : { ...only, include: list(patterns, origin) }, origin);
  }
  return changed(changed(inputs, 'include', listOf), 'exclude', listOf);
}

/** Kinds whose own `statistics` are not defaults of their columns. */
const OWN_STATISTICS = ['windows'];

/** Layouts that are written as kinds: their tables have no columns. */
const KIND_LAYOUTS = ['averages', 'metrics'];

function expandedTable(written: Located): Located {
  const layout = valueAt(written, ['layout']);
  const isKind = isText(layout) && KIND_LAYOUTS.includes(layout.value);
  const table =
    isKind && valueAt(written, ['kind']) === undefined ? renamed(written, 'layout', 'kind') : written;
  const kind = valueAt(table, ['kind']);
  const own = isText(kind) && OWN_STATISTICS.includes(kind.value);
  const named = changed(changed(table, 'formats', listOf), 'statistics', expandedStatistics);
  const shared = own ? [] : ['statistics', 'period'].flatMap((key) => shareOf(named, key));
  const columns = changed(named, 'columns', (written) =>
    eachOf(expandedColumns(listOf(written)), (column) =>
      shared.reduce((whole, [key, value]) => withSeriesDefault(whole, key, value), column),
    ),
  );
  return shared.reduce((whole, [key]) => without(whole, key), columns);
}

/** A key of the table that stands for the same key of every column. */
function shareOf(table: Located, key: string): readonly (readonly [string, Located])[] {
  const value = valueAt(table, [key]);
  const columns = valueAt(table, ['columns']);
  const hasSome = isText(columns) || (columns?.kind === 'list' && columns.items.length > 0);
  return value === undefined || !hasSome ? [] : [[key, value]];
}

function without(whole: Located, key: string): Located {
  if (whole.kind !== 'mapping') return whole;
  return { ...whole, entries: new Map([...whole.entries].filter(([own]) => own !== key)) };
}

function withSeriesDefault(column: Located, key: string, value: Located): Located {
  const kind = valueAt(column, ['kind']);
  const isSeries = kind === undefined || (isText(kind) && kind.value === 'series');
  return isSeries ? withDefault(column, key, value) : column;
}

/** Names alone are one selection, in which patterns stand for what is not named itself or excluded. */
function expandedColumns(columns: Located): Located {
  if (columns.kind !== 'list') return columns;
  const names = columns.items.filter(isText);
  const selection = selectionOf(names);
  const ofNames = new Map(selection.map((one) => [one.name, one]));
  const items = columns.items.flatMap((column): readonly Located[] => {
    if (!isText(column)) return columnsOf(expandedColumn(column));
    const one = ofNames.get(column);
    return one === undefined ? [] : [withExceptions(mapping({ variable: column }, column.origin), one)];
  });
  const all = selection.filter(({ name }) => !names.includes(name));
  const added = all.map((one) => withExceptions(mapping({ variable: one.name }, one.name.origin), one));
  return list([...items, ...added], columns.origin);
}

/** A column for each name in a list of them. */
function columnsOf(column: Located): readonly Located[] {
  const variable = valueAt(column, ['variable']);
  if (variable?.kind !== 'list' || variable.items.length === 0 || !variable.items.every(isText))
    return [column];
  return selectionOf(variable.items.filter(isText)).map((one) =>
    withExceptions(
      changed(column, 'variable', () => one.name),
      one,
    ),
  );
}

function withExceptions(column: Located, { except, name }: Selected): Located {
  if (except.length === 0) return column;
  const own = valueAt(column, ['except']);
  const before = own?.kind === 'list' ? own.items : [];
  const all = list([...before, ...except], name.origin);
  return own === undefined ? withDefault(column, 'except', all) : changed(column, 'except', () => all);
}

function expandedColumn(column: Located): Located {
  return changed(renamed(column, 'channel', 'variable'), 'statistics', expandedStatistics);
}

function expandedStatistics(written: Located): Located {
  if (isText(written) && written.value.toLowerCase() === 'all') return scalar('all', written.origin);
  return eachOf(listOf(written), (item) =>
    isText(item) ? scalar(statisticName(item.value), item.origin) : item,
  );
}
