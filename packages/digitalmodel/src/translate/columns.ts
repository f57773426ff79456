import { nearest } from '@ballast/config';
import type {
  ColumnSpec,
  LinkedSeries,
  Position,
  RangeStatisticName,
  StatisticName,
  Transform,
} from '@ballast/results-model';
import { hasHostile } from '@ballast/text';
import { alongOf, positionOf } from './column-place.ts';
import { periodAt, transformAt } from './column-values.ts';
import { problem } from './notes.ts';
import { at, isNothing, itemsAt, numberAt, type Place, textAt, wrong } from './place.ts';

const COMMANDS: Readonly<Record<string, (place: Place, common: Common) => ColumnSpec | null>> = {
  TimeHistory: timeHistory,
  'Range Graph': rangeGraph,
  StaticResult: staticResult,
  'Static Result': staticResult,
  GetData: getData,
  'Get Data': getData,
};
const COMMAND_WORDS = 'TimeHistory, Range Graph, StaticResult or GetData';

/** What every column of a table has. */
interface Common {
  readonly object: string;
  readonly label: string;
}

/** A column of a summary; null if something in it is wrong. */
export function summaryColumn(place: Place): ColumnSpec | null {
  const common = commonOf(place);
  const command = at(place, 'Command');
  if (isNothing(command)) {
    problem(place.notes, place.origin, {
      path: command.path,
      expected: COMMAND_WORDS,
      found: 'no Command',
      hint: 'it may be in the master template of the group',
    });
    return null;
  }
  const word = textAt(command, COMMAND_WORDS);
  const read = word !== null && Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (read !== undefined) return common === null ? null : read(place, common);
  const near = nearest(word ?? '', Object.keys(COMMANDS));
  return word === null
    ? null
    : wrong(command, COMMAND_WORDS, near === null ? undefined : `did you mean \`${near}\`?`);
}

/** A column of a table of time series. */
export function timeSeriesColumn(place: Place): ColumnSpec | null {
  const common = commonOf(place);
  const variable = variableOf(place);
  if (common === null || variable === null) return null;
  const command = at(place, 'Command');
  if (!isNothing(command) && textAt(command, 'TimeHistory') !== 'TimeHistory') {
    return wrong(command, 'TimeHistory in a group of time series');
  }
  return {
    kind: 'series',
    ...common,
    ...seriesOf(place, variable),
    period: periodAt(at(place, 'SimulationPeriod')),
    statistics: [],
  };
}

/** A column of linked statistics: `Variable` names the driver, then those that are linked to it. */
export function linkedColumn(place: Place): ColumnSpec | null {
  const common = commonOf(place);
  const variables = at(place, 'Variable');
  if (isNothing(variables)) return missingVariable(place);
  const names = itemsAt(variables).map((item) => textAt(item, 'the name of a variable'));
  const [driver, ...linked] = names.filter((name) => name !== null);
  if (driver === undefined || linked.length === 0) {
    return wrong(variables, 'a list of the driver and at least one linked variable');
  }
  if (common === null) return null;
  const series = (variable: string): LinkedSeries => ({
    object: common.object,
    ...seriesOf(place, variable),
  });
  return {
    kind: 'linked',
    ...common,
    ...seriesOf(place, driver),
    linked: linked.map(series),
    period: periodAt(at(place, 'SimulationPeriod')),
  };
}

function commonOf(place: Place): Common | null {
  const objects = at(place, 'ObjectName');
  const label = at(place, 'Label');
  if (objects.value?.kind === 'list') wrong(objects, 'the name of one object', 'write a column for each');
  else if (isNothing(objects)) wrong(objects, 'the name of an object');
  if (isNothing(label)) wrong(label, 'a label: it becomes the name of the column');
  const object = objects.value?.kind === 'list' ? null : textAt(objects, 'the name of one object');
  const text = label.value?.kind === 'list' ? wrong(label, 'one label') : textAt(label, 'a label');
  if (text !== null && hasHostile(text)) return wrong(label, 'a label without invisible characters');
  return object === null || text === null ? null : { object, label: text };
}

function variableOf(place: Place): string | null {
  const variable = at(place, 'Variable');
  if (isNothing(variable)) return missingVariable(place);
  return variable.value?.kind === 'list'
    ? wrong(variable, 'the name of one variable', 'a list is for GetData and linked statistics')
    : textAt(variable, 'the name of a variable');
}

function missingVariable(place: Place): null {
  const misnamed = at(place, 'VarName');
  if (isNothing(misnamed)) return wrong(at(place, 'Variable'), 'the name of a variable');
  problem(place.notes, misnamed.origin, {
    path: misnamed.path,
    expected: 'the key Variable',
    found: 'the key `VarName`',
    hint: 'did you mean `Variable`?',
  });
  return null;
}

const STATISTICS: Readonly<Record<string, StatisticName & RangeStatisticName>> = {
  Max: 'max',
  Min: 'min',
  Mean: 'mean',
  StdDev: 'std',
};

/** Negative factors turn a maximum into a minimum: Ballast transforms before the statistic, digitalmodel after it. */
function statisticOf(place: Place, transform: Transform | null): (StatisticName & RangeStatisticName) | null {
  const type = at(place, 'Statistic_Type');
  const words = 'Max, Min, Mean or StdDev';
  if (isNothing(type)) return wrong(type, `a Statistic_Type: ${words}`);
  const word = textAt(type, words);
  const name = word !== null && Object.hasOwn(STATISTICS, word) ? STATISTICS[word] : undefined;
  if (name === undefined) {
    const near = word === null ? null : nearest(word, Object.keys(STATISTICS));
    return word === null ? null : wrong(type, words, near === null ? undefined : `did you mean \`${near}\`?`);
  }
  if (transform === null || transform.factor >= 0) return name;
  return name === 'max' ? 'min' : name === 'min' ? 'max' : name;
}

function timeHistory(place: Place, common: Common): ColumnSpec | null {
  const variable = variableOf(place);
  if (variable === null) return null;
  const series = seriesOf(place, variable);
  const statistic = statisticOf(place, series.transform);
  const period = periodAt(at(place, 'SimulationPeriod'));
  return statistic === null
    ? null
    : { kind: 'series', ...common, ...series, period, statistics: [statistic] };
}

function rangeGraph(place: Place, common: Common): ColumnSpec | null {
  const variable = variableOf(place);
  if (variable === null) return null;
  const transform = transformAt(at(place, 'transform'), variable);
  const statistic = statisticOf(place, transform);
  const period = periodAt(at(place, 'SimulationPeriod'));
  const along = alongOf(place);
  if (statistic === null) return null;
  return { kind: 'range-graph', ...common, variable, period, along, statistics: [statistic], transform };
}

function staticResult(place: Place, common: Common): ColumnSpec | null {
  const variable = variableOf(place);
  return variable === null ? null : { kind: 'static', ...common, ...seriesOf(place, variable) };
}

/** In digitalmodel, indices count from 0, and -1 means that the item is not a list. */
function getData(place: Place, common: Common): ColumnSpec | null {
  const variable = at(place, 'Variable');
  if (isNothing(variable)) return missingVariable(place);
  const items = variable.value?.kind === 'list' ? itemsAt(variable) : [variable];
  const [first, second, ...rest] = items;
  const words = '[name, index] of an item of the data';
  if (first === undefined || rest.length > 0) return wrong(variable, words);
  const name = textAt(first, 'the name of an item of the data');
  if (name === null) return null;
  const whole = 'an index from 0, or -1 for an item that is not a list';
  const index = second === undefined ? -1 : numberAt(second, whole, { least: -1, most: 1e9 });
  if (index === null || !Number.isInteger(index)) {
    return second === undefined || index === null ? null : wrong(second, whole);
  }
  return { kind: 'data', ...common, name, index: index < 0 ? null : index + 1 };
}

interface SeriesParts {
  readonly variable: string;
  readonly at: Position | null;
  readonly transform: Transform | null;
}

function seriesOf(place: Place, variable: string): SeriesParts {
  const transform = transformAt(at(place, 'transform'), variable);
  return { variable, at: positionOf(place, variable), transform };
}
