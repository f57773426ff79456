import type { Cell } from './csv.ts';

/** Rounds numbers to this many decimals, 0 to 100, halves away from zero; everything else stays unchanged. */
export function rounded(cells: readonly Cell[], decimals: number | null): readonly Cell[] {
  if (decimals === null) return cells;
  return cells.map((cell) => (typeof cell === 'number' ? Number(cell.toFixed(decimals)) : cell));
}
