/**
 * Between half of a pause and all of it, so that tasks that failed together do not come back together. Computed from the
 * numbers of task and attempt, since the core has no randomness: the same events give the same pauses.
 */
export function jittered(pause: number, task: number, attempt: number): number {
  return pause * (0.5 + 0.5 * fraction(task, attempt));
}

/** Finaliser of MurmurHash3 (public domain, Austin Appleby) over both numbers, as a fraction of one. */
function fraction(task: number, attempt: number): number {
  let h = Math.imul(task + 1, 0x9e3779b1) ^ Math.imul(attempt, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
