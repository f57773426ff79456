import type { ReadPlan } from '../../plan/read-plan.ts';
import { CURVES, type CurveName, type StoredCurves } from '../../values/stored-curves.ts';
import { ColumnUnits } from '../columns/column-units.ts';
import { valueResult } from '../columns/table-columns.ts';
import type { Cell } from '../style/csv.ts';
import { rounded } from '../style/rounded.ts';
import type { TableHeader, TableInput } from '../style/table-header.ts';
import { PLAIN_STYLE } from '../style/table-style.ts';
import type { TableSpec } from '../table-spec.ts';
import { type PlannedGraph, plannedGraphs } from './range-graph-table.ts';

/** The curves of all inputs at one arc length. */
interface Envelope {
  files: number;
  readonly least: Map<CurveName, Extreme>;
  readonly most: Map<CurveName, Extreme>;
  /** Of the means. */
  sum: number;
  means: number;
}

interface Extreme {
  readonly value: number;
  /** The first input that has it. */
  readonly file: string;
}

/** One row for each range graph and arc length, over all inputs; its rows are known after the last input. */
export class EnvelopeTable implements TableHeader {
  readonly fixed = true;
  readonly columns: readonly string[] = [
    'graph',
    'unit',
    'arclength',
    'files',
    'min',
    'minFile',
    'max',
    'maxFile',
    'mean',
    'std',
    'lower',
    'upper',
  ];
  readonly #graphs: readonly PlannedGraph[];
  /** By graph, then by arc length. */
  readonly #points: readonly Map<number, Envelope>[];
  readonly #units = new ColumnUnits();
  readonly #decimals: number | null;
  readonly #onlyComplete: boolean;

  constructor(spec: TableSpec, plan: ReadPlan) {
    const { decimals, onlyComplete } = spec.style ?? PLAIN_STYLE;
    this.#graphs = plannedGraphs(spec, plan);
    this.#points = this.#graphs.map(() => new Map());
    this.#decimals = decimals;
    this.#onlyComplete = onlyComplete;
  }

  observe(): void {
    // The columns do not depend on the results.
  }

  /** Every row has the unit of its graph in a cell. */
  units(): null {
    return null;
  }

  unitRow(): null {
    return null;
  }

  rows({ file, result, completeness, counts }: TableInput): [] {
    const isComplete = (completeness ?? result?.facts.completeness) === 'complete';
    if (result === null || counts === false || (this.#onlyComplete && !isComplete)) return [];
    const found = this.#graphs.map(({ planned }) => valueResult(result, planned));
    this.#units.add(found.map(({ curves, unit }) => (curves === undefined ? null : unit)));
    for (const [graph, { curves }] of found.entries())
      if (curves !== undefined) addCurves(this.#points[graph] ?? new Map(), curves, file);
    return [];
  }

  foot(): Cell[][] {
    return this.#graphs.flatMap(({ name }, graph) => {
      const points = [...(this.#points[graph] ?? [])].sort(([a], [b]) => a - b);
      const unit = this.#units.text(graph);
      return points.map(([arclength, envelope]) => {
        // No number is true of values in different units.
        const cells = this.#units.differ(graph) ? new Array<Cell>(8).fill(null) : cellsOf(envelope);
        return [...rounded([name, unit, arclength, envelope.files, ...cells], this.#decimals)];
      });
    });
  }
}

function addCurves(points: Map<number, Envelope>, curves: StoredCurves, file: string): void {
  for (const [i, arclength] of curves.arclengths.entries()) {
    if (arclength === null) continue;
    const envelope = points.get(arclength) ?? {
      files: 0,
      least: new Map(),
      most: new Map(),
      sum: 0,
      means: 0,
    };
    points.set(arclength, envelope);
    envelope.files += 1;
    for (const curve of CURVES) {
      const value = curves[curve]?.[i] ?? null;
      if (value !== null) addValue(envelope, curve, { value, file });
    }
  }
}

function addValue(envelope: Envelope, curve: CurveName, extreme: Extreme): void {
  const { least, most } = envelope;
  const [low, high] = [least.get(curve), most.get(curve)];
  if (low === undefined || extreme.value < low.value) least.set(curve, extreme);
  if (high === undefined || extreme.value > high.value) most.set(curve, extreme);
  if (curve !== 'mean') return;
  envelope.sum += extreme.value;
  envelope.means += 1;
}

function cellsOf({ least, most, sum, means }: Envelope): Cell[] {
  const [min, max] = [least.get('min'), most.get('max')];
  return [
    min?.value ?? null,
    min?.file ?? null,
    max?.value ?? null,
    max?.file ?? null,
    means === 0 ? null : sum / means,
    most.get('std')?.value ?? null,
    most.get('lower')?.value ?? null,
    least.get('upper')?.value ?? null,
  ];
}
