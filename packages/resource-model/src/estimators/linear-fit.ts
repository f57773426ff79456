import { areAmounts, isRecord } from '../json-shape.ts';

/**
 * Sums of a weighted least-squares fit `y = a + b u`. Every row is first divided by a `scale`, the expected size of its
 * error, which is equivalent to the weight 1/scale^2: aa = sum 1/scale^2, ab = sum u/scale^2, bb = sum u^2/scale^2, ay
 * = sum y/scale^2, by = sum u y/scale^2, yy = sum y^2/scale^2; `weight` counts the rows.
 */
export interface FitSums {
  readonly weight: number;
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
  readonly ay: number;
  readonly by: number;
  readonly yy: number;
}

const KEYS = ['weight', 'aa', 'ab', 'bb', 'ay', 'by', 'yy'] as const;

export const NO_ROWS: FitSums = { weight: 0, aa: 0, ab: 0, bb: 0, ay: 0, by: 0, yy: 0 };

export interface FitRow {
  readonly u: number;
  readonly y: number;
  readonly scale: number;
}

export function rowSums({ u, y, scale }: FitRow): FitSums {
  const a = 1 / scale;
  const b = u / scale;
  const r = y / scale;
  return { weight: 1, aa: a * a, ab: a * b, bb: b * b, ay: a * r, by: b * r, yy: r * r };
}

/** The older sums, discounted, plus the newer ones. */
export function addSums(older: FitSums, newer: FitSums, discount: number): FitSums {
  return {
    weight: older.weight * discount + newer.weight,
    aa: older.aa * discount + newer.aa,
    ab: older.ab * discount + newer.ab,
    bb: older.bb * discount + newer.bb,
    ay: older.ay * discount + newer.ay,
    by: older.by * discount + newer.by,
    yy: older.yy * discount + newer.yy,
  };
}

export function parseSums(json: unknown): FitSums | null {
  if (!isRecord(json) || !areAmounts(json, KEYS)) return null;
  const sums = json as unknown as FitSums;
  // Cauchy-Schwarz holds for all genuine sums; damaged ones would make the fit's matrix indefinite.
  const sound = (square: number, product: number): boolean => square <= product * (1 + 1e-6) + 1e-12;
  const { aa, ab, bb, ay, by, yy } = sums;
  if (!sound(ab * ab, aa * bb) || !sound(ay * ay, aa * yy) || !sound(by * by, bb * yy)) return null;
  return { weight: sums.weight, aa, ab, bb, ay, by, yy };
}

/**
 * The belief before the first row, worth `observations` rows: that many at size zero with the value `intercept`, and
 * that many very large ones with the slope `slope`.
 */
export interface LinePrior {
  readonly intercept: number;
  readonly slope: number;
  readonly observations: number;
}

export interface LineFit {
  readonly intercept: number;
  readonly slope: number;
  /** Weighted sum of squared residuals of the rows (the prior is not a row). */
  readonly residual: number;
  /** Leverage h = x S^-1 x' of a row x = [1 u]/scale, where S are the sums including the prior. */
  readonly leverage: (u: number, scale: number) => number;
}

/** The non-negative least-squares line: neither the fixed nor the proportional part of a file's needs can be negative. */
export function fitLine(sums: FitSums, prior: LinePrior): LineFit {
  const aa = sums.aa + prior.observations;
  const bb = sums.bb + prior.observations;
  const ay = sums.ay + prior.observations * prior.intercept;
  const by = sums.by + prior.observations * prior.slope;
  const { ab } = sums;
  const determinant = Math.max(aa * bb - ab * ab, Number.MIN_VALUE);
  const cost = (a: number, b: number): number =>
    a * (aa * a - 2 * ay) + b * (bb * b - 2 * by) + 2 * a * b * ab;
  let intercept = (ay * bb - by * ab) / determinant;
  let slope = (by * aa - ay * ab) / determinant;
  if (intercept < 0 || slope < 0) {
    const through = Math.max(0, by / bb);
    const level = Math.max(0, ay / aa);
    [intercept, slope] = cost(0, through) <= cost(level, 0) ? [0, through] : [level, 0];
  }
  const residual = Math.max(
    0,
    sums.yy -
      2 * (intercept * sums.ay + slope * sums.by) +
      intercept * intercept * sums.aa +
      2 * intercept * slope * ab +
      slope * slope * sums.bb,
  );
  const leverage = (u: number, scale: number): number =>
    Math.max(0, (bb - 2 * u * ab + u * u * aa) / determinant) / (scale * scale);
  return { intercept, slope, residual, leverage };
}
