import type { ComparisonCell } from './cell.ts';
import type { ComparedPolicy } from './policies.ts';

/** The results of one policy over all batches of a group. */
export interface ComparisonRow {
  /** A batch on a machine (`nvme 64c256g small while-loading`), the resource that binds, or `all`. */
  readonly scenario: string;
  readonly policy: ComparedPolicy;
  readonly runs: number;
  /** Makespan divided by the largest lower bound, and by the clairvoyant schedule. */
  readonly medianOfBound: number;
  readonly p90OfBound: number;
  readonly medianOfClairvoyant: number;
  readonly p90OfClairvoyant: number;
  /** The plain list schedule with true memory, divided by the clairvoyant one. */
  readonly medianOfList: number;
  readonly p90OfList: number;
  /** The highest of all high-water marks, as a share of the budget. */
  readonly highWaterShare: number;
  readonly runsOverBudget: number;
  readonly oomKills: number;
}

/** As a share of the budget; anything smaller is a rounding error, not an excess. */
const EXCESS = 1e-6;

export function rowsOf(cells: readonly ComparisonCell[]): readonly ComparisonRow[] {
  const groups = new Map<string, ComparisonCell[]>();
  for (const cell of cells) {
    const { storage, machine, kind, growth, binding, policy } = cell;
    for (const scenario of [`${storage} ${machine} ${kind} ${growth}`, `${binding}-bound`, 'all']) {
      const key = `${scenario}\n${policy}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [cell]);
      else group.push(cell);
    }
  }
  return [...groups].map(([key, group]) => rowOf(key.split('\n')[0] ?? '', group));
}

function rowOf(scenario: string, cells: readonly ComparisonCell[]): ComparisonRow {
  const ofBound = cells.map(({ result, bound }) => result.makespan / bound);
  const ofClairvoyant = cells.map((cell) => cell.result.makespan / cell.clairvoyant);
  const ofList = cells.map(({ list, clairvoyant }) => list / clairvoyant);
  return {
    scenario,
    policy: cells[0]?.policy ?? 'adaptive',
    runs: cells.length,
    medianOfBound: quantile(ofBound, 0.5),
    p90OfBound: quantile(ofBound, 0.9),
    medianOfClairvoyant: quantile(ofClairvoyant, 0.5),
    p90OfClairvoyant: quantile(ofClairvoyant, 0.9),
    medianOfList: quantile(ofList, 0.5),
    p90OfList: quantile(ofList, 0.9),
    highWaterShare: cells.reduce((most, { result }) => Math.max(most, result.highWaterShare), 0),
    runsOverBudget: cells.filter(({ result }) => result.highWaterShare > 1 + EXCESS).length,
    oomKills: cells.reduce((sum, { result }) => sum + result.oomKills, 0),
  };
}

/** Linear interpolation between the two nearest ranks. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
