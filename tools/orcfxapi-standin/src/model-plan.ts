import type { Series } from './series.ts';

/** One result variable of one object. */
export interface PlannedVariable {
  readonly name: string;
  readonly units: string;
  /** In the log; the others are recomputed on request. */
  readonly logged: boolean;
  /** Needs a position on the line; its values grow by the factor `1 + 0.5 s / length`. */
  readonly positioned: boolean;
  readonly series: Series;
}

export interface PlannedObject {
  readonly name: string;
  readonly type: number;
  /** 0 for everything but lines. */
  readonly nodes: number;
  readonly length: number;
  readonly variables: readonly PlannedVariable[];
}

/** How a series is drawn: `draw` gives numbers in [0, 1), `cycle` a cycle length that fits the sample count. */
interface Draw {
  readonly between: (low: number, high: number) => number;
  readonly cycle: () => number;
}

type Template = readonly [
  name: string,
  units: string,
  kind: Series['kind'],
  low: number,
  high: number,
  logged: boolean,
];

const POINT: readonly Template[] = [
  ['X', 'm', 'ramp', 10, 200, true],
  ['Y', 'm', 'constant', -40, -5, true],
  ['Z', 'm', 'sine', 2, 30, true],
];
const GENERAL: readonly Template[] = [['Implicit Solver Iteration Count', '', 'square', 3, 12, false]];
const ENVIRONMENT: readonly Template[] = [
  ['Elevation', 'm', 'sine', 1, 6, true],
  ['Velocity', 'm/s', 'sum', 0.5, 3, true],
];
const VESSEL: readonly Template[] = [
  ...POINT,
  ['Rotation 1', 'deg', 'sum', 1, 9, true],
  ['Rotation 2', 'deg', 'sine', 1, 5, true],
];
const LINE: readonly Template[] = [
  ['Effective Tension', 'kN', 'sum', 800, 2400, true],
  ['Wall Tension', 'kN', 'sum', 900, 2600, false],
  ['Bend Moment', 'kN.m', 'sine', 20, 90, false],
  ['Curvature', 'rad/m', 'square', 0.001, 0.02, false],
  ['Declination', 'deg', 'square', 85, 110, true],
  ...POINT,
];

/** The model of one file: General, Environment, a vessel, two lines, a 6D buoy. Deterministic in `next`. */
export function planModel(next: () => number, samples: number): PlannedObject[] {
  const cycles = divisors(samples / 16)
    .filter((factor) => factor <= 60)
    .map((factor) => factor * 16);
  const draw: Draw = {
    between: (low, high) => Math.round((low + (high - low) * next()) * 1000) / 1000,
    cycle: () => cycles[Math.floor(next() * cycles.length)] ?? 16,
  };
  const plain = (name: string, type: number, templates: readonly Template[]): PlannedObject => ({
    name,
    type,
    nodes: 0,
    length: 0,
    variables: templates.map((template) => planVariable(template, draw, false)),
  });
  const line = (name: string, nodes: number, length: number): PlannedObject => ({
    name,
    type: 6,
    nodes,
    length,
    variables: LINE.map((template) => planVariable(template, draw, true)),
  });
  return [
    plain('General', 1, GENERAL),
    plain('Environment', 3, ENVIRONMENT),
    plain('Vessel1', 5, VESSEL),
    line('Line1', 41, 200),
    line('Line2', 61, 320),
    plain('6D Buoy1', 7, POINT),
  ];
}

function planVariable(template: Template, draw: Draw, positioned: boolean): PlannedVariable {
  const [name, units, kind, low, high, logged] = template;
  return { name, units, logged, positioned, series: planSeries(kind, [low, high], draw) };
}

function planSeries(kind: Series['kind'], [low, high]: readonly [number, number], draw: Draw): Series {
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
