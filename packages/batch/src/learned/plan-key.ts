import { createHash } from 'node:crypto';
import type { ReadPlan } from '@ballast/results-model';

/** Equal for batches that extract the same values. */
export function planHash({ keys, values, links, samples }: ReadPlan): string {
  // A plan of series alone keeps the key of versions that knew nothing else, so that what they learned stays valid.
  const plain = values.length + links.length + samples.length === 0;
  const text = JSON.stringify(plain ? keys : [keys, values, links, samples]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
