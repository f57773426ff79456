import { DecimalSum } from './decimal-sum.ts';
import {
  INTERVAL,
  type NamePart,
  type NameParts,
  type NamePattern,
  REPORT_TYPE,
  scenarioPart,
} from './name-pattern.ts';
import { studentQuantile } from './student.ts';

/** One run: the parts of its name and its figures. */
export interface Run {
  readonly parts: NameParts;
  readonly figures: readonly (readonly [name: string, text: string])[];
}

/** One figure of the runs of a group that have it. */
class FigureOfGroup {
  readonly #sum = new DecimalSum();
  readonly #values: number[] = [];

  add(text: string): void {
    const value = Number(text);
    if (Number.isNaN(value)) return;
    this.#sum.add(text);
    this.#values.push(value);
  }

  summary(): FigureSummary {
    // Sorted, so that no order of the runs gives other digits.
    const values = Float64Array.from(this.#values).sort();
    const n = values.length;
    const mean = this.#sum.mean();
    if (mean === null) return NOTHING;
    const std = n < 2 ? null : Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
    const half = std === null ? null : (studentOf(n - 1) * std) / Math.sqrt(n);
    return {
      n,
      mean,
      std,
      min: values[0] ?? null,
      max: values[n - 1] ?? null,
      low: half === null ? null : mean - half,
      high: half === null ? null : mean + half,
    };
  }
}

/** Figures over the runs of a group; null for what does not exist for this number of runs. */
export interface FigureSummary {
  /** Runs that have a number. */
  readonly n: number;
  readonly mean: number | null;
  /** Divisor n - 1. */
  readonly std: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Ends of the 95 % interval of the mean, by Student's t. */
  readonly low: number | null;
  readonly high: number | null;
}

const NOTHING: FigureSummary = {
  ...{ n: 0, mean: null, std: null, min: null },
  ...{ max: null, low: null, high: null },
};

const QUANTILES = new Map<number, number>();

function studentOf(freedom: number): number {
  const known = QUANTILES.get(freedom);
  if (known !== undefined) return known;
  const quantile = studentQuantile(0.975, freedom);
  QUANTILES.set(freedom, quantile);
  return quantile;
}

type Summaries = readonly (readonly [name: string, summary: FigureSummary])[];

/** Runs with equal parts. */
export class RunGroup {
  /** Of the first run. */
  readonly parts: NameParts;
  runs = 0;
  /** Runs whose report says that nothing was delivered. */
  withoutDelivery = 0;
  readonly #figures = new Map<string, FigureOfGroup>();
  /** Until another run comes. */
  #summaries: Summaries | null = null;

  constructor(parts: NameParts) {
    this.parts = parts;
  }

  add({ figures }: Run): void {
    this.runs += 1;
    this.#summaries = null;
    for (const [name, text] of figures) {
      if (name === 'delivered' && Number(text) === 0) this.withoutDelivery += 1;
      let known = this.#figures.get(name);
      if (known === undefined) {
        known = new FigureOfGroup();
        this.#figures.set(name, known);
      }
      known.add(text);
    }
  }

  /** By name, sorted by code point. */
  summaries(): Summaries {
    this.#summaries ??= [...this.#figures]
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([name, figure]) => [name, figure.summary()]);
    return this.#summaries;
  }
}

/** Collects runs in groups: by the parts that are asked for, and by scenario, kind of report and interval besides. */
export class RunGroups {
  readonly #keys: readonly string[];
  readonly #groups = new Map<string, RunGroup>();

  constructor(pattern: NamePattern, groupBy: readonly string[]) {
    this.#keys = groupKeys(pattern, groupBy);
  }

  /** The names of the parts that tell groups apart. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  /** The group of a run, without the run. */
  groupOf(parts: NameParts): RunGroup {
    let key = partKey(parts.get(INTERVAL));
    for (const name of this.#keys) key += partKey(parts.get(name));
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = new RunGroup(parts);
    this.#groups.set(key, group);
    return group;
  }

  /** Sorted by their parts, as numbers where all are numbers. */
  all(): readonly RunGroup[] {
    const groups = [...this.#groups.values()];
    const orders = this.#keys.map((name) => partOrder(groups.map(({ parts }) => parts.get(name))));
    return groups.sort((a, b) => {
      for (const [place, name] of this.#keys.entries()) {
        const order = orders[place]?.(a.parts.get(name), b.parts.get(name)) ?? 0;
        if (order !== 0) return order;
      }
      return byCodePoint(textOf(a.parts.get(INTERVAL)), textOf(b.parts.get(INTERVAL)));
    });
  }
}

function groupKeys(pattern: NamePattern, groupBy: readonly string[]): string[] {
  const scenario = scenarioPart(pattern);
  return [...new Set([REPORT_TYPE, ...(scenario === null ? [] : [scenario]), ...groupBy])];
}

/** 5 M and 5 k are not the same. With their lengths, several of them in a row have one meaning. */
function partKey(part: NamePart | undefined): string {
  const { text, unit } = part ?? NO_PART;
  return `${text.length},${unit.length}:${text}${unit}`;
}

const NO_PART: NamePart = { text: '', unit: '' };

type Order = (a: NamePart | undefined, b: NamePart | undefined) => number;

/** By the numbers if all of them are numbers, otherwise by code points. */
export function partOrder(parts: readonly (NamePart | undefined)[]): Order {
  const isNumeric = parts.every((part) => isNumber(part));
  return (a, b) => {
    const size = isNumeric ? Number(a?.text) - Number(b?.text) : byCodePoint(textOf(a), textOf(b));
    return size !== 0 ? size : byCodePoint(a?.unit ?? '', b?.unit ?? '');
  };
}

export function isNumber(part: NamePart | undefined): boolean {
  return part !== undefined && part.text.trim() !== '' && Number.isFinite(Number(part.text));
}

function textOf(part: NamePart | undefined): string {
  return part?.text ?? '';
}

/** UTF-16 sorts code units, which differ above U+FFFF. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
