import type { Cell } from './csv.ts';

/** Numbers rounded to so many decimals, 0 to 100, halves away from zero; everything else as it is. */
export function rounded(cells: readonly Cell[], decimals: number | null): readonly Cell[] {
  if (decimals === null) return cells;
  return cells.map((cell) => (typeof cell === 'number' ? Number(cell.toFixed(decimals)) : cell));
}
