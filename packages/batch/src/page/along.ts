import type { AlongLine } from '@ballast/reporting';
import { bareUnit, type FileResult, type ReadPlan, valueName } from '@ballast/results-model';

const MOST_LINES = 4;
const MOST_POINTS = 400;

interface PointOf {
  readonly arclength: number;
  min: number;
  max: number;
  sum: number;
  files: number;
  lower: number;
  upper: number;
}

interface Line {
  readonly name: string;
  unit: string;
  files: number;
  readonly points: Map<number, PointOf>;
  best: { min: number; max: number; fileOfMin: string; fileOfMax: string };
}

/** Collects what range graphs of all files have, by arc length. */
export interface AlongLines {
  add(file: string, result: FileResult): void;
  figures(): readonly AlongLine[];
  /** Range graphs that are not kept. */
  readonly beyond: number;
}

export function alongLines(plan: ReadPlan): AlongLines {
  const wanted = plan.values.flatMap((key, i) =>
    key.kind === 'range-graph' && key.curves === true ? [i] : [],
  );
  const lines = new Map<number, Line>();
  const kept = wanted.slice(0, MOST_LINES);
  return {
    beyond: wanted.length - kept.length,
    add: (file, result) => {
      for (const position of kept) {
        const found = result.values[position];
        if (found?.curves === undefined) continue;
        const key = plan.values[position];
        const line = lines.get(position) ?? {
          name: key === undefined ? '' : valueName(key).replace(' (range graph)', ''),
          unit: bareUnit(found.unit),
          files: 0,
          points: new Map(),
          best: {
            min: Number.POSITIVE_INFINITY,
            max: Number.NEGATIVE_INFINITY,
            fileOfMin: file,
            fileOfMax: file,
          },
        };
        lines.set(position, line);
        take(line, file, found.curves);
      }
    },
    figures: () => [...lines.values()].map(figuresOf),
  };
}

type StoredCurves = NonNullable<FileResult['values'][number]['curves']>;

function take(line: Line, file: string, { arclengths, min, max, mean, lower, upper }: StoredCurves): void {
  line.files += 1;
  for (const [i, arclength] of arclengths.entries()) {
    const [low, high] = [min?.[i] ?? null, max?.[i] ?? null];
    if (arclength === null || low === null || high === null) continue;
    const point = line.points.get(arclength) ?? {
      arclength,
      min: low,
      max: high,
      sum: 0,
      files: 0,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
    };
    line.points.set(arclength, point);
    point.min = Math.min(point.min, low);
    point.max = Math.max(point.max, high);
    point.sum += mean?.[i] ?? Number.NaN;
    point.files += 1;
    point.lower = Math.max(point.lower, lower?.[i] ?? point.lower);
    point.upper = Math.min(point.upper, upper?.[i] ?? point.upper);
    if (high > line.best.max) line.best = { ...line.best, max: high, fileOfMax: file };
    if (low < line.best.min) line.best = { ...line.best, min: low, fileOfMin: file };
  }
}

function figuresOf({ name, unit, files, points, best }: Line): AlongLine {
  const sorted = [...points.values()].sort((a, b) => a.arclength - b.arclength);
  const every = Math.max(1, Math.ceil(sorted.length / MOST_POINTS));
  const shown = sorted.filter((_, i) => i % every === 0 || i === sorted.length - 1);
  const of = (value: (point: PointOf) => number): (number | null)[] =>
    shown.map((point) => (Number.isFinite(value(point)) ? value(point) : null));
  return {
    name,
    unit,
    files,
    arclength: shown.map(({ arclength }) => arclength),
    min: of(({ min }) => min),
    mean: of(({ sum, files: count }) => sum / count),
    max: of(({ max }) => max),
    lower: of(({ lower }) => lower),
    upper: of(({ upper }) => upper),
    fileOfMax: best.fileOfMax,
    fileOfMin: best.fileOfMin,
  };
}
