import { environmentData, generalData, lineData, type PlannedDatum, vesselData } from './data-plan.ts';
import type { Series } from './series.ts';
import {
  CONNECTOR,
  ENVIRONMENT,
  EXTRA,
  GENERAL,
  LINE,
  type Limit,
  POINT,
  RICH_ENVIRONMENT,
  RICH_LINE,
  RICH_VESSEL,
  type Template,
  TURBINE,
  VESSEL,
  WINCH,
} from './templates.ts';

/** One result variable of one object. */
export interface PlannedVariable {
  readonly name: string;
  readonly fullName: string;
  readonly units: string;
  /** In the log; the others are recomputed on request. */
  readonly logged: boolean;
  /** Needs a position on the line; its values grow by the factor `1 + 0.5 s / length`. */
  readonly positioned: boolean;
  /** Fields of the object extra that it needs, by their numbers in the interface. */
  readonly requires: readonly number[];
  /** The interface's number; 0: no range graph. */
  readonly resultPoints: number;
  /** Constant curves of its range graph. */
  readonly upper: Limit | null;
  readonly lower: Limit | null;
  /** False if its dynamic results were not logged and cannot be recomputed. */
  readonly available: boolean;
  /** Its value in the static state, where no factor applies. */
  readonly static: number;
  readonly series: Series;
}

export interface PlannedObject {
  readonly name: string;
  readonly type: number;
  /** 0 for everything except lines. */
  readonly nodes: number;
  readonly length: number;
  /** Lengths of a line's sections; empty for everything else. */
  readonly sections: readonly number[];
  readonly data: readonly PlannedDatum[];
  readonly variables: readonly PlannedVariable[];
}

/** How a series is drawn: `between` yields numbers in a range, `cycle` a cycle length that fits the sample count. */
interface Draw {
  readonly between: (low: number, high: number) => number;
  readonly cycle: () => number;
}

export interface ModelOptions {
  readonly samples: number;
  readonly step: number;
  readonly stages: readonly number[];
  readonly rich: boolean;
  readonly lines: number;
  /** Names of variables without dynamic results. */
  readonly notLogged: readonly string[];
}

/** Nodes and length of the first two lines; further lines continue the pattern. */
const LINES: readonly (readonly [nodes: number, length: number])[] = [
  [41, 200],
  [61, 320],
];

/**
 * The model of one file: General, Environment, a vessel, the lines, a 6D buoy, and what a rich one has in addition.
 * Deterministic in `next`. The parts of a plain model are drawn first, so they are the same in a rich one.
 */
export function planModel(next: () => number, options: ModelOptions): PlannedObject[] {
  const draw = drawer(next, options.samples);
  const make = (name: string, type: number, templates: readonly Template[]): PlannedObject => ({
    name,
    type,
    nodes: 0,
    length: 0,
    sections: [],
    data: [],
    variables: templates.map((template) =>
      planVariable(template, draw, { object: name, notLogged: options.notLogged }),
    ),
  });
  const plain = [
    { ...make('General', 1, GENERAL), data: generalData(options.step, options.stages) },
    { ...make('Environment', 3, ENVIRONMENT), data: environmentData() },
    { ...make('Vessel1', 5, VESSEL), data: vesselData() },
    ...Array.from({ length: options.lines }, (_, index) => asLine(make(`Line${index + 1}`, 6, LINE), index)),
    make('6D Buoy1', 7, POINT),
  ];
  if (!options.rich) return plain;
  const more = (templates: readonly Template[], object: PlannedObject): PlannedObject => ({
    ...object,
    variables: [...object.variables, ...make(object.name, object.type, templates).variables],
  });
  const additions: Readonly<Record<number, readonly Template[]>> = {
    3: RICH_ENVIRONMENT,
    5: RICH_VESSEL,
    6: RICH_LINE,
  };
  const richer = plain.map((object) => more(additions[object.type] ?? [], object));
  const others = [
    make('3D Buoy1', 8, POINT),
    make('Winch1', 9, WINCH),
    make('Link1', 10, CONNECTOR),
    make('Constraint1', 12, POINT),
    make('Turbine1', 13, TURBINE),
  ];
  // Separate static values, drawn last: in a plain file they are the series' first parameter.
  return [...richer, ...others].map((object) => ({
    ...object,
    variables: object.variables.map((variable) => ({ ...variable, static: draw.between(1, 100) })),
  }));
}

function drawer(next: () => number, samples: number): Draw {
  const cycles = divisors(samples / 16)
    .filter((factor) => factor <= 60)
    .map((factor) => factor * 16);
  return {
    between: (low, high) => Math.round((low + (high - low) * next()) * 1000) / 1000,
    cycle: () => cycles[Math.floor(next() * cycles.length)] ?? 16,
  };
}

function asLine(object: PlannedObject, index: number): PlannedObject {
  const [nodes, length] = LINES[index] ?? [41 + 20 * index, 200 + 120 * index];
  const sections = [length / 4, length - length / 4];
  return { ...object, nodes, length, sections, data: lineData(sections, nodes - 1) };
}

function planVariable(
  template: Template,
  draw: Draw,
  { object, notLogged }: { readonly object: string } & Pick<ModelOptions, 'notLogged'>,
): PlannedVariable {
  const { name, units, logged, needs, points, upper, lower } = template;
  const series = planSeries(template, draw);
  return {
    name,
    fullName: `${object} ${name}`,
    units,
    logged,
    positioned: needs.includes(EXTRA.linePoint),
    requires: needs,
    resultPoints: points,
    upper,
    lower,
    available: template.available && !notLogged.includes(name),
    static: firstParameter(series),
    series,
  };
}

function firstParameter(series: Series): number {
  switch (series.kind) {
    case 'constant':
      return series.value;
    case 'ramp':
      return series.from;
    case 'square':
      return series.low;
    default:
      return series.mean;
  }
}

function planSeries({ kind, low, high }: Template, draw: Draw): Series {
  const swing = Math.abs(high - low) / 2;
  switch (kind) {
    case 'constant':
      return { kind, value: draw.between(low, high) };
    case 'ramp':
      // A binary fraction, so that the end of a long ramp is as exact as its beginning.
      return { kind, from: draw.between(low, high), step: 2 ** -(4 + Math.floor(draw.between(0, 6))) };
    case 'sine': {
      const quarter = Math.floor(draw.between(0, 3.999));
      const amplitude = draw.between(swing / 4, swing);
      return { kind, mean: draw.between(low, high), amplitude, quarter, cycle: draw.cycle() };
    }
    case 'square': {
      const cycle = draw.cycle();
      const highSamples = Math.max(1, Math.floor(draw.between(0.1, 0.9) * cycle));
      return { kind, low, high: draw.between(low + swing, high), highSamples, cycle };
    }
    case 'sum': {
      const first = draw.between(swing / 4, swing);
      const third = draw.between(swing / 20, swing / 5);
      return { kind, mean: draw.between(low, high), first, third, cycle: draw.cycle() };
    }
  }
}

function divisors(value: number): number[] {
  const found: number[] = [];
  for (let i = 1; i <= value; i += 1) if (value % i === 0) found.push(i);
  return found;
}
