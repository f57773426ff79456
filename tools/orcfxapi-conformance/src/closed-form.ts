import type { StandInFile, StandInVariable } from './stand-in.ts';

/** What to read through the wrapper. */
export const WANTED = {
  history: { object: 'Vessel1', variable: 'X' },
  rangeGraph: { object: 'Line1', variable: 'Effective Tension' },
  linked: { object: 'Vessel1', variable: 'Rotation 1', with: 'X' },
} as const;

/** The numbers read: the shapes of `python/read_file.py`. */
export interface Readings {
  readonly version: string;
  readonly objects: number;
  readonly state: number;
  readonly history: readonly number[];
  readonly rangeGraph: Readonly<Record<string, readonly number[]>>;
  readonly linked: Readonly<Record<string, number>>;
}

/** A number with its name, the value read, and the value of its formula. */
export type Pair = readonly [what: string, read: number | undefined, expected: number];

/** Every number of a reading with its closed form; the formulas are in the stand-in's README. */
export function pairsOf(file: StandInFile, readings: Readings): Pair[] {
  return [
    ['objects', readings.objects, file.objects.length],
    ['state', readings.state, 4],
    ...historyPairs(file, readings),
    ...rangeGraphPairs(file, readings),
    ...linkedPairs(file, readings),
  ];
}

/** The pairs that differ by more than 1e-9 of the expected value. */
export function unequal(pairs: readonly Pair[]): string[] {
  return pairs.flatMap(([what, read, expected]) => {
    const near = read !== undefined && Math.abs(read - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
    return near ? [] : [`${what}: ${read} was read, ${expected} is expected`];
  });
}

function variableOf(file: StandInFile, object: string, variable: string): StandInVariable {
  const found = file.objects
    .find(({ name }) => name === object)
    ?.variables.find(({ name }) => name === variable);
  if (found === undefined) throw new Error(`${object} has no ${variable}`);
  return found;
}

function number(variable: StandInVariable, parameter: string): number {
  const value = variable.series[parameter];
  if (typeof value === 'number') return value;
  throw new Error(`${variable.name} is a ${variable.series.kind} without ${parameter}`);
}

/** A ramp: `from + step i`. */
function rampAt(variable: StandInVariable, index: number): number {
  return number(variable, 'from') + number(variable, 'step') * index;
}

function historyPairs(file: StandInFile, { history }: Readings): Pair[] {
  const ramp = variableOf(file, WANTED.history.object, WANTED.history.variable);
  const samples = Array.from({ length: file.samples }, (_, i): Pair => {
    return [`history sample ${i}`, history[i], rampAt(ramp, i)];
  });
  return [['history samples', history.length, file.samples], ...samples];
}

/** A sum of two sines: extremes `mean -+ (first + third)`, variance `(first^2 + third^2) / 2`. */
function rangeGraphPairs(file: StandInFile, { rangeGraph }: Readings): Pair[] {
  const { object, variable } = WANTED.rangeGraph;
  const sum = variableOf(file, object, variable);
  const line = file.objects.find(({ name }) => name === object) ?? { nodes: 0, length: 0 };
  const [mean, first, third] = [number(sum, 'mean'), number(sum, 'first'), number(sum, 'third')];
  const segment = line.length / (line.nodes - 1);
  const middles = Array.from({ length: line.nodes - 1 }, (_, i) => segment * (i + 0.5));
  const points = [0, ...middles, line.length];
  const curves: readonly (readonly [name: string, atEndA: number, grows: boolean])[] = [
    ['Min', mean - first - third, true],
    ['Max', mean + first + third, true],
    ['Mean', mean, true],
    ['StdDev', Math.sqrt((first ** 2 + third ** 2) / 2), true],
    ['Upper', sum.upper?.value ?? Number.NaN, false],
  ];
  return points.flatMap((x, i): Pair[] => [
    [`range graph X ${i}`, rangeGraph.X?.[i], x],
    ...curves.map(([name, base, grows]): Pair => {
      const factor = grows ? 1 + (0.5 * x) / line.length : 1;
      return [`range graph ${name} at ${x}`, rangeGraph[name]?.[i], base * factor];
    }),
  ]);
}

/** The maximum of the sum is a quarter of its cycle from the start, its minimum three quarters. */
function linkedPairs(file: StandInFile, { linked }: Readings): Pair[] {
  const { object } = WANTED.linked;
  const sum = variableOf(file, object, WANTED.linked.variable);
  const ramp = variableOf(file, object, WANTED.linked.with);
  const [mean, first, third] = [number(sum, 'mean'), number(sum, 'first'), number(sum, 'third')];
  const [top, bottom] = [number(sum, 'cycle') / 4, (3 * number(sum, 'cycle')) / 4];
  const expected: Readonly<Record<string, number>> = {
    Mean: mean,
    StdDev: Math.sqrt((first ** 2 + third ** 2) / 2),
    ValueAtMax: mean + first + third,
    ValueAtMin: mean - first - third,
    TimeOfMax: file.start + top * file.step,
    TimeOfMin: file.start + bottom * file.step,
    LinkedValueAtMax: rampAt(ramp, top),
    LinkedValueAtMin: rampAt(ramp, bottom),
  };
  return Object.entries(expected).map(([name, value]): Pair => [`linked ${name}`, linked[name], value]);
}
