import type { RangeGraphColumn } from '@ballast/results-model';
import { hasHostile } from '@ballast/text';
import { alongOf } from './column-place.ts';
import { periodAt, transformAt } from './column-values.ts';
import { problem } from './notes.ts';
import { at, flagAt, isNothing, itemsAt, numberAt, type Place, textAt, wrong } from './place.ts';

/** The range graphs of a configuration: one file with every point, and one with the envelope over the files. */
export interface RangeGraphs {
  readonly columns: readonly RangeGraphColumn[];
  readonly decimals: number;
}

const EXAMPLE = 'RangeGraph: [{ ObjectName: Line1, Variable: Effective Tension }]';

/** Null if their flag is off, or if something in them is wrong. */
export function rangeGraphsOf(root: Place): RangeGraphs | null {
  const section = at(root, 'orcaflex', 'postprocess', 'RangeGraph');
  const flag = at(section, 'flag');
  if (!flagAt(flag, false)) return null;
  const places = [at(root, 'RangeGraph'), at(root, 'RangeGraph_settings')].flatMap(graphsAt);
  if (places.length === 0) {
    problem(root.notes, flag.origin, {
      path: flag.path,
      expected: 'a list of graphs in RangeGraph or RangeGraph_settings',
      found: 'none',
      hint: `turn it off with \`flag: False\`, or write, with your own names: ${EXAMPLE}`,
    });
    return null;
  }
  const words = 'a whole number from 0 to 15';
  const decimals = numberAt(at(section, 'csv_decimal'), words, { least: 0, most: 15 }) ?? 6;
  const columns = places.map(graphAt).filter((column) => column !== null);
  return columns.length < places.length ? null : { columns, decimals: Math.round(decimals) };
}

/** A list of graphs, one graph, or groups of them. */
function graphsAt(place: Place): readonly Place[] {
  if (place.value?.kind === 'list') return itemsAt(place);
  const groups = itemsAt(at(place, 'groups'));
  if (groups.length > 0) return groups.flatMap((group) => itemsAt(at(group, 'Columns')));
  return isNothing(at(place, 'ObjectName')) && isNothing(at(place, 'Variable')) ? [] : [place];
}

/** `AdditionalData` names curves; the table has all of them. */
function graphAt(place: Place): RangeGraphColumn | null {
  if (place.value?.kind !== 'mapping') return wrong(place, 'a mapping with ObjectName, Variable and so on');
  const object = nameAt(at(place, 'ObjectName'), 'the name of one object');
  const variable = nameAt(at(place, 'Variable'), 'the name of one variable');
  const labelPlace = at(place, 'Label');
  const label = textAt(labelPlace, 'a label');
  if (label !== null && hasHostile(label)) return wrong(labelPlace, 'a label without invisible characters');
  if (object === null || variable === null) return null;
  return {
    kind: 'range-graph',
    object,
    variable,
    period: periodAt(at(place, 'SimulationPeriod')),
    along: alongOf(place),
    statistics: [],
    label,
    transform: transformAt(at(place, 'transform'), variable),
  };
}

function nameAt(place: Place, words: string): string | null {
  if (isNothing(place) || place.value?.kind === 'list') return wrong(place, words, 'write a graph for each');
  return textAt(place, words);
}
