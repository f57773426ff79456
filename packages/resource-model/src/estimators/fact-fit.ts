import { COLUMNS, type FactSums } from './fact-sums.ts';

/** What is believed of the coefficients before any row: each as if it had been seen `observations` times. */
export interface FactPrior {
  readonly coefficients: readonly number[];
  readonly observations: number;
}

export interface FactFit {
  /** One for each column; 0 for those not in use. None is negative: no fact makes an attempt need less. */
  readonly coefficients: readonly number[];
  /** Weighted sum of squared residuals of the rows, without the prior. */
  readonly residual: number;
  /** x' S^-1 x of a row: how far it is from what was seen. */
  readonly leverage: (row: readonly number[]) => number;
}

/**
 * Least squares on some columns, none of whose coefficients may be negative: the most negative one is set to 0 until none
 * is left.
 */
export function fitFacts(sums: FactSums, columns: readonly number[], prior: FactPrior): FactFit {
  const all = factor(sums, columns, prior.observations);
  const coefficients = new Array<number>(COLUMNS).fill(0);
  for (let active = [...columns]; active.length > 0; ) {
    const right = active.map(
      (c) => (sums.moment[c] ?? 0) + prior.observations * (prior.coefficients[c] ?? 0),
    );
    const solved = solve(
      active.length === columns.length ? all : factor(sums, active, prior.observations),
      right,
    );
    const least = Math.min(...solved);
    if (least >= 0) {
      for (const [i, c] of active.entries()) coefficients[c] = solved[i] ?? 0;
      break;
    }
    active = active.filter((_, i) => solved[i] !== least);
  }
  return {
    coefficients,
    residual: residualOf(sums, coefficients),
    leverage: (row) => {
      const solved = forward(
        all,
        columns.map((c) => row[c] ?? 0),
      );
      let sum = 0;
      for (const value of solved) sum += value * value;
      return sum;
    },
  };
}

function residualOf({ gram, moment, yy }: FactSums, coefficients: readonly number[]): number {
  let residual = yy;
  for (let i = 0; i < COLUMNS; i += 1) {
    const a = coefficients[i] ?? 0;
    if (a === 0) continue;
    residual -= 2 * a * (moment[i] ?? 0);
    for (let j = 0; j < COLUMNS; j += 1)
      residual += a * (coefficients[j] ?? 0) * (gram[i * COLUMNS + j] ?? 0);
  }
  // Not Math.max: the sums of a damaged history may overflow.
  return Math.max(residual, 0);
}

/** Cholesky's factor of the columns' matrix, row by row; the prior makes it definite. */
type Factor = readonly (readonly number[])[];

function factor({ gram }: FactSums, columns: readonly number[], prior: number): Factor {
  const rows: number[][] = [];
  for (let i = 0; i < columns.length; i += 1) {
    const c = columns[i] ?? 0;
    const row: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const other = rows[j] ?? row;
      let rest = (gram[c * COLUMNS + (columns[j] ?? 0)] ?? 0) + (i === j ? prior : 0);
      for (let k = 0; k < j; k += 1) rest -= (row[k] ?? 0) * (other[k] ?? 0);
      row.push(i === j ? Math.sqrt(Math.max(rest, prior * 1e-9)) : rest / (other[j] ?? 1));
    }
    rows.push(row);
  }
  return rows;
}

function forward(rows: Factor, right: readonly number[]): number[] {
  const solved: number[] = [];
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? [];
    let rest = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) rest -= (row[k] ?? 0) * (solved[k] ?? 0);
    solved.push(rest / (row[i] ?? 1));
  }
  return solved;
}

function solve(rows: Factor, right: readonly number[]): number[] {
  const solved = forward(rows, right);
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    let rest = solved[i] ?? 0;
    for (let k = i + 1; k < rows.length; k += 1) rest -= (rows[k]?.[i] ?? 0) * (solved[k] ?? 0);
    solved[i] = rest / (rows[i]?.[i] ?? 1);
  }
  return solved;
}
