/** Numbers of load permits that are tried and learned, in steps of a third to a doubling. */
export const PERMIT_GRID: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

/** Index of the largest grid value that is at most `permits`; 0 below the grid. */
export function gridIndex(permits: number): number {
  let index = 0;
  PERMIT_GRID.forEach((value, i) => {
    if (value <= permits) index = i;
  });
  return index;
}
