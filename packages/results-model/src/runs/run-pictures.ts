import { DecimalSum } from './decimal-sum.ts';
import { labelOf } from './line-pictures.ts';
import type { MadeFile } from './made-file.ts';
import type { NamePart } from './name-pattern.ts';
import type { Picture, PictureBox } from './picture.ts';
import { partOrder, type Run } from './run-group.ts';
import { correlation, linearQuantile } from './run-statistics.ts';
import type { MetricsTable, RunPicture } from './runs-table.ts';

/** Runs with one value of the part that tells pictures apart. */
interface Branch {
  readonly name: string;
  /** By figure, one number for each run; `NaN` where it has none. */
  readonly values: Map<string, number[]>;
  /** Places of the runs along the sides. */
  readonly x: (NamePart | undefined)[];
  readonly y: (NamePart | undefined)[];
  /** As texts, so that means are exact. */
  readonly texts: Map<string, (string | undefined)[]>;
}

const BINS = 24;

/** Collects runs, and makes pictures of them: of the runs themselves, not of averages. */
export class RunPictures {
  readonly #spec: MetricsTable;
  readonly #branches = new Map<string, Branch>();

  constructor(spec: MetricsTable) {
    this.#spec = spec;
  }

  add({ parts, figures }: Run): void {
    const { pictures, by, over } = this.#spec;
    if (pictures.length === 0) return;
    const name = parts.get(by)?.text ?? '';
    const branch = this.#branches.get(name) ?? newBranch(name);
    this.#branches.set(name, branch);
    branch.x.push(parts.get(over?.[0] ?? ''));
    branch.y.push(parts.get(over?.[1] ?? ''));
    const own = new Map(figures);
    for (const figure of this.#figures()) {
      const text = own.get(figure);
      listIn(branch.values, figure).push(text === undefined ? Number.NaN : Number(text));
      listIn(branch.texts, figure).push(text);
    }
  }

  made(): readonly MadeFile[] {
    const branches = [...this.#branches.values()];
    return this.#spec.pictures.flatMap((kind) => this.#ofKind(kind, branches));
  }

  #figures(): readonly string[] {
    return this.#spec.figures ?? DEFAULT_FIGURES;
  }

  #ofKind(kind: RunPicture, branches: readonly Branch[]): MadeFile[] {
    switch (kind) {
      case 'distribution':
        return this.#figures().flatMap((figure) => this.#distribution(figure, branches));
      case 'correlation':
        return branches.map((branch) => this.#correlation(branch));
      case 'heat-map':
      case 'surface':
        return branches.flatMap((branch) =>
          this.#figures().flatMap((figure) => this.#cells(kind, branch, figure)),
        );
    }
  }

  #distribution(figure: string, branches: readonly Branch[]): MadeFile[] {
    const boxes = branches.flatMap((branch) => boxOf(branch.name, branch.values.get(figure) ?? []));
    if (boxes.length === 0) return [];
    const label = labelOf(this.#spec.labels, figure);
    return [
      file(`distribution_${figure}`, {
        kind: 'distribution',
        title: label,
        caption: 'Of the runs themselves: quartiles, smallest and largest, and how often values occur.',
        x: label,
        boxes,
      }),
    ];
  }

  #correlation({ name, values }: Branch): MadeFile {
    const figures = this.#figures();
    const table = correlationTable(figures.map((figure) => values.get(figure) ?? []));
    return file(`${name}_correlation`, {
      kind: 'correlation',
      title: `${name}: correlation`,
      caption: 'Pearson’s correlation over the runs; empty where a figure is constant.',
      names: figures.map((figure) => labelOf(this.#spec.labels, figure)),
      values: table,
    });
  }

  #cells(kind: 'heat-map' | 'surface', branch: Branch, figure: string): MadeFile[] {
    const { over, labels } = this.#spec;
    if (over === null) return [];
    const { columns, rows, values } = cellMeans(branch, figure);
    if (columns.length < 2 || rows.length < 2) return [];
    const [x, y] = over;
    const form = kind === 'surface' ? '3d' : 'heatmap';
    return [
      file(`${branch.name}_${figure}_${form}_${x}_${y}`, {
        kind,
        title: `${branch.name}: ${labelOf(labels, figure)}`,
        caption: 'Each cell is the mean over the runs of that very cell; cells without a run are empty.',
        x: labelOf(labels, x),
        y: labelOf(labels, y),
        z: labelOf(labels, figure),
        columns,
        rows,
        values,
      }),
    ];
  }
}

/** What the field looks at first. */
export const DEFAULT_FIGURES: readonly string[] = [
  'delivery_prob',
  'overhead_ratio',
  'latency_avg',
  'hopcount_avg',
  'buffertime_avg',
];

function newBranch(name: string): Branch {
  return { name, values: new Map(), x: [], y: [], texts: new Map() };
}

function listIn<Item>(lists: Map<string, Item[]>, name: string): Item[] {
  const known = lists.get(name) ?? [];
  lists.set(name, known);
  return known;
}

function file(name: string, picture: Picture): MadeFile {
  return { name: `${name}.svg`, meaning: name, content: { kind: 'picture', picture } };
}

/** Null where one of both is constant or has fewer than two runs. */
function correlationTable(columns: readonly (readonly number[])[]): (number | null)[][] {
  return columns.map((a) => columns.map((b) => correlation(a, b)));
}

function boxOf(name: string, values: readonly number[]): PictureBox[] {
  const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
  const n = sorted.length;
  if (n === 0) return [];
  const at = (q: number): number => linearQuantile(sorted, q);
  const quartiles = [at(0), at(0.25), at(0.5), at(0.75), at(1)] as const;
  const counts = new Array<number>(BINS).fill(0);
  const [low, , , , high] = quartiles;
  for (const value of sorted) {
    const bin = high > low ? Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS)) : 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return [{ name, n, quartiles, counts }];
}

/** The mean over the runs of each cell, by row, then by column. */
function cellMeans(
  { x, y, texts }: Branch,
  figure: string,
): {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
} {
  const own = texts.get(figure) ?? [];
  const columns = sides(x);
  const rows = sides(y);
  const sums = new Map<string, DecimalSum>();
  for (const [run, text] of own.entries()) {
    if (text === undefined || text === 'NaN') continue;
    const cell = `${nameOf(x[run])}\n${nameOf(y[run])}`;
    const sum = sums.get(cell) ?? new DecimalSum();
    sums.set(cell, sum);
    sum.add(text);
  }
  const values = rows.map((row) => columns.map((column) => sums.get(`${column}\n${row}`)?.mean() ?? null));
  return { columns, rows, values };
}

/** The different parts, in order. */
function sides(parts: readonly (NamePart | undefined)[]): string[] {
  const different = new Map(
    parts.flatMap((part) => (part === undefined ? [] : [[nameOf(part), part] as const])),
  );
  const known = [...different.values()];
  return known.sort(partOrder(known)).map(nameOf);
}

function nameOf(part: NamePart | undefined): string {
  return part === undefined ? '' : part.text + part.unit;
}
