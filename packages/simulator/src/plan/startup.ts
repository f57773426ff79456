/** A worker costs more than its start: its first file finds nothing compiled and nothing cached. */
const FIRST_FILE = 1.1;

/** Seconds of a core that workers take which are started while others compute. */
export function startCost(workers: number, cores: number, startSeconds: number): number {
  return Math.max(0, workers - cores) * FIRST_FILE * startSeconds;
}
