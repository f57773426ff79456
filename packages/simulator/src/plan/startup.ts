/** A worker costs more than its start: for its first file nothing is compiled or cached yet. */
const FIRST_FILE = 1.1;

/** Seconds of a core taken by workers that start while others compute. */
export function startCost(workers: number, cores: number, startSeconds: number): number {
  return Math.max(0, workers - cores) * FIRST_FILE * startSeconds;
}
