import { seeded } from '../random.ts';

/** Seconds from a question to its answer. */
export interface RoundTrip {
  readonly median: number;
  readonly p95: number;
}

/** Claims of three nodes with tasks of 400 ms, every record synced: see docs/fleets.md. */
export const MEASURED_ROUND_TRIP: RoundTrip = { median: 0.0017, p95: 0.01 };

/** Of the standard normal distribution. */
const P95 = 1.645;

/** One way of a message after the other: half of a round trip each, log-normal. */
export function delays({ median, p95 }: RoundTrip, seed: number): () => number {
  const random = seeded(seed);
  const sigma = median === 0 ? 0 : Math.log(p95 / median) / P95;
  return () => (median / 2) * random.logNormal(sigma);
}
