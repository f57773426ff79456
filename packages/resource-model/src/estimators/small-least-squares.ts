/** Sums of a least-squares fit of the constant 1 on three columns, and the columns to use. */
export interface SmallProblem {
  /** Sum of squares of the target. */
  readonly weight: number;
  /** Upper triangle of the columns' products, row by row. */
  readonly gram: readonly number[];
  /** Products of columns and target. */
  readonly moment: readonly number[];
  /** Indices of the columns in use. */
  readonly terms: readonly number[];
}

export interface SmallSolution {
  /** One for each of the three columns; 0 for those not in use. */
  readonly coefficients: readonly number[];
  readonly residual: number;
}

const SINGULAR = 1e-10;
const ROW_STARTS = [0, 2, 3] as const;

/** Solves the normal equations by Cholesky's method on columns of unit length; null if columns are dependent. */
export function leastSquares({ weight, gram, moment, terms }: SmallProblem): SmallSolution | null {
  const product = (i: number, j: number): number =>
    gram[(ROW_STARTS[Math.min(i, j)] ?? 0) + Math.max(i, j)] ?? 0;
  const lengths = terms.map((t) => Math.sqrt(product(t, t)));
  if (lengths.some((length) => !(length > 0))) return null;
  const at = (list: readonly number[] | undefined, i: number): number => list?.[i] ?? 0;

  const rows: number[][] = [];
  const forward: number[] = [];
  for (const [i, t] of terms.entries()) {
    const row: number[] = [];
    for (const [j, u] of terms.slice(0, i + 1).entries()) {
      let rest = product(t, u) / (at(lengths, i) * at(lengths, j));
      for (let k = 0; k < j; k += 1) rest -= at(row, k) * at(j === i ? row : rows[j], k);
      if (j === i && rest < SINGULAR) return null;
      row.push(j === i ? Math.sqrt(rest) : rest / at(rows[j], j));
    }
    rows.push(row);
    let rest = at(moment, t) / at(lengths, i);
    for (let k = 0; k < i; k += 1) rest -= at(row, k) * at(forward, k);
    forward.push(rest / at(row, i));
  }

  const coefficients = [0, 0, 0];
  const scaled: number[] = [];
  for (let i = terms.length - 1; i >= 0; i -= 1) {
    let rest = at(forward, i);
    for (let k = i + 1; k < terms.length; k += 1) rest -= at(rows[k], i) * at(scaled, k);
    scaled[i] = rest / at(rows[i], i);
    coefficients[terms[i] ?? 0] = at(scaled, i) / at(lengths, i);
  }
  const explained = forward.reduce((sum, value) => sum + value * value, 0);
  return { coefficients, residual: Math.max(0, weight - explained) };
}
