import { areAmounts, isAmount, isRecord } from '../json-shape.ts';
import { type FactRow, MEMORY_FACTS } from './memory-facts.ts';

/** Columns of a row: the constant and the facts. */
export const COLUMNS: number = 1 + MEMORY_FACTS.length;

/**
 * Sums over rows that were divided by their scale: `gram`, the products of the columns with each other, row by row, and
 * `moment`, their products with y; `yy` of y with itself; `weight` counts the rows.
 */
export interface FactSums {
  readonly weight: number;
  readonly gram: readonly number[];
  readonly moment: readonly number[];
  readonly yy: number;
}

const GRAM_SIZE = COLUMNS * COLUMNS;
const zeros = (length: number): number[] => new Array<number>(length).fill(0);

export const NO_FACTS: FactSums = { weight: 0, gram: zeros(GRAM_SIZE), moment: zeros(COLUMNS), yy: 0 };

/** The sums, discounted, plus one row. */
export function addRow(
  sums: FactSums,
  { x, scale }: FactRow,
  { y, discount }: { y: number; discount: number },
): FactSums {
  const weight = 1 / (scale * scale);
  const gram = zeros(GRAM_SIZE);
  const moment = zeros(COLUMNS);
  for (let i = 0; i < COLUMNS; i += 1) {
    const a = (x[i] ?? 0) * weight;
    moment[i] = (sums.moment[i] ?? 0) * discount + a * y;
    for (let j = 0; j < COLUMNS; j += 1)
      gram[i * COLUMNS + j] = (sums.gram[i * COLUMNS + j] ?? 0) * discount + a * (x[j] ?? 0);
  }
  return { weight: sums.weight * discount + 1, gram, moment, yy: sums.yy * discount + y * y * weight };
}

/** The older sums, discounted, plus the newer ones. */
export function addFacts(older: FactSums, newer: FactSums, discount: number): FactSums {
  const added = (a: readonly number[], b: readonly number[]): number[] =>
    a.map((value, i) => value * discount + (b[i] ?? 0));
  return {
    weight: older.weight * discount + newer.weight,
    gram: added(older.gram, newer.gram),
    moment: added(older.moment, newer.moment),
    yy: older.yy * discount + newer.yy,
  };
}

/** Null if they are damaged. */
export function parseFacts(json: unknown): FactSums | null {
  if (!isRecord(json) || !areAmounts(json, ['weight', 'yy'])) return null;
  const { weight, gram, moment, yy } = json as unknown as FactSums;
  const isList = (list: unknown, length: number): boolean =>
    Array.isArray(list) && list.length === length && list.every(isAmount);
  if (!isList(gram, GRAM_SIZE) || !isList(moment, COLUMNS)) return null;
  return isGenuine({ weight, gram, moment, yy })
    ? { weight, gram: [...gram], moment: [...moment], yy }
    : null;
}

/** Cauchy-Schwarz holds for all genuine sums; damaged ones would make the matrix of a fit indefinite. */
function isGenuine({ gram, moment, yy }: FactSums): boolean {
  const slack = 1 + 1e-9;
  for (let i = 0; i < COLUMNS; i += 1) {
    const ii = gram[i * COLUMNS + i] ?? 0;
    if ((moment[i] ?? 0) ** 2 > ii * yy * slack) return false;
    for (let j = 0; j < i; j += 1) {
      const ij = gram[i * COLUMNS + j] ?? 0;
      if (Math.abs(ij - (gram[j * COLUMNS + i] ?? 0)) > 1e-9 * ij) return false;
      if (ij ** 2 > ii * (gram[j * COLUMNS + j] ?? 0) * slack) return false;
    }
  }
  return true;
}
